"""Words of the klant: a person who is registered with UWV or a gemeente."""
