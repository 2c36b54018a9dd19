"""Who should meet whom: proposed by the matcher, decided by the organiser."""
