"""Events: how a token waits for one, how one is thrown, and who hears it (BPMN 2.0, 10.5 and 13.5).

SpiffWorkflow's event manager isn't used: it reads the machine's clock, forgets what it doesn't know, shares
one value between the timers of a gateway, and keeps tasks that are gone.
"""
