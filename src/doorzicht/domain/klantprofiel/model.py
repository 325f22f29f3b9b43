"""Words of the klantprofiel: for now its existence, its status and its dates."""
