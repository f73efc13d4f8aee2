"""How tiles, work programmes, risks and reports come in from elsewhere."""

from dashboard.importing import programmes, reports, risks, tiles

__all__ = ["programmes", "reports", "risks", "tiles"]
