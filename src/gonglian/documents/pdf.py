"""Turns a .docx file into a PDF through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

_TIMEOUT_SECONDS = 120
# Which installed faces stand in for the ones the standard names, the first that is there.
_STAND_INS = {
    "仿宋_GB2312": ("仿宋", "FangSong", "FZFangSong-Z02", "Noto Serif CJK SC"),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "Noto Serif CJK SC"),
    "宋体": ("SimSun", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "Noto Sans CJK SC"),
    "楷体_GB2312": ("楷体", "KaiTi", "LXGW WenKai", "Noto Serif CJK SC"),
    "Times New Roman": ("Liberation Serif", "Tinos", "Noto Serif CJK SC"),
}


class PdfError(RuntimeError):
    """LibreOffice is installed but gave no PDF."""


def to_pdf(docx: bytes, *, timeout: int = _TIMEOUT_SECONDS) -> bytes | None:
    """Return the PDF, or None where LibreOffice is absent.

    Each call has a profile of its own, so calls may run side by side. Refused (`PdfError`): no PDF within
    `timeout` seconds.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="gonglian-pdf-") as name:
        folder = Path(name)
        (folder / "paper.docx").write_bytes(docx)
        (folder / "fonts.conf").write_text(font_aliases(), encoding="utf-8")
        _run(program, folder, timeout)
        result = folder / "paper.pdf"
        if not result.exists():
            raise PdfError(_("没有生成PDF：请检查文字处理程序能否打开这份公文，或者下载Word文件。"))
        return result.read_bytes()


def font_aliases() -> str:
    """Return a fontconfig file that names a stand-in for each face of the standard."""
    aliases = "".join(
        f'<alias binding="same"><family>{face}</family><prefer>'
        + "".join(f"<family>{name}</family>" for name in (face, *names))
        + "</prefer></alias>\n"
        for face, names in _STAND_INS.items()
    )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n{aliases}</fontconfig>\n'
    )


def _run(program: str, folder: Path, timeout: int) -> None:
    command = [
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "paper.docx"),
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)  # the program starts a child that would outlive it
        process.wait()
        raise PdfError(
            _("生成PDF超过%(seconds)s秒：请稍后再试，或者下载Word文件。") % {"seconds": timeout}
        ) from error
