"""What does a lively example look like? Data, and the way to build it through the actions of the site."""
