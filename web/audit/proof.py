"""What the two checks of a case do, find, and can't show, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.model import Trail
from web.values import short_digest

CheckName = Literal["replay", "verify"]


@dataclass(frozen=True)
class Check:
    """One of the checks.

    Attributes:
        button: what the person presses; ``title`` heads the answer.
        done: what was done, with places for ``entries``, a number, and ``version``, its words.
        same: what it means that nothing was found; ``differs`` that ``count`` things were.
        silent: what it does not show.
    """

    button: str
    title: str
    done: str
    same: str
    differs: str
    silent: str

    def described(self, entries: str, trail: Trail | None) -> str:
        """Say what was done, on which version where that is known."""
        version = (
            f"versi {trail.version} (sidik {short_digest(trail.digest)})" if trail else "versi kasus ini"
        )
        return self.done.format(entries=entries, version=version)


CHECKS: Mapping[CheckName, Check] = {
    "replay": Check(
        button="Jalankan ulang kasus ini",
        title="Kasus dijalankan ulang",
        done=(
            "{entries} entri dijalankan ulang dari jurnal pada {version}. Setelah setiap entri, token, "
            "tugas, variabel, pengatur waktu, dan hasilnya dibandingkan dengan yang tercatat; di akhir juga "
            "posisi tersimpan, baris kasus, tugas yang terbuka, dan berkasnya."
        ),
        same="Sama: jurnal menjelaskan seluruh keadaan kasus ini.",
        differs="Tidak sama: ada {count} perbedaan.",
        silent=(
            "Ini tidak membuktikan bahwa jurnal itu sendiri tidak pernah ditulis ulang seluruhnya, siapa "
            "yang duduk di balik akun yang tercatat, atau bahwa yang diisikan itu benar."
        ),
    ),
    "verify": Check(
        button="Periksa keutuhan rantai",
        title="Rantai jurnal diperiksa",
        done=(
            "{entries} entri, dari kasus ini dan dari penerbitan prosedurnya, dihitung ulang hash-nya dan "
            "dicocokkan dengan kepala, isi, entri sebelumnya, dan ujung rantai yang tercatat; berkas "
            "{version} dan berkas kasus dihitung ulang SHA-256-nya."
        ),
        same="Utuh: tidak ada entri atau berkas yang diubah, disisipkan, atau hilang.",
        differs="Tidak utuh: ada {count} temuan.",
        silent=(
            "Ini tidak membuktikan bahwa seluruh rantai tidak disusun ulang oleh yang menguasai basis data: "
            "untuk itu bandingkan hash entri terakhir dengan catatan yang Anda simpan sendiri di tempat lain."
        ),
    ),
}
