"""From elements to SpiffWorkflow's specs: the library's classes with the mends in front of them."""
