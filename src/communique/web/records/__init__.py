"""Records on their way in and out: what is given to be read, how it is shown, the files it is taken away as."""
