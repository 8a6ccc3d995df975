"""Official papers: what they say, how they look, the .docx and PDF files made of them.

Nouns: official paper, kind, sheet, document number, wording, blank, block, ballot, count sheet.
Rules: GB/T 9704-2012 (layout), 公文处理工作条例 Art 8, 9, 15; CON-09 and CON-10 (what a count sheet lists).
Depends on: nothing below it but Django's translation; python-docx; LibreOffice where it is installed.
"""
