"""What may people type, and how do we tell them what to mend?"""
