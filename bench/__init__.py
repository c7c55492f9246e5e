"""What Paraf costs, measured: ``python -m bench`` runs everything, ``python -m bench NAME`` one of it."""
