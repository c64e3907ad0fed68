"""The programme report (программный отчёт): PDF, Word and Excel of one sealed snapshot."""
