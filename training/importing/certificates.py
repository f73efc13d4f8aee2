"""How certificates come in from elsewhere: their codes stay, so that they can still be checked."""

from portal.packs import Column, Reader, register
from training.models import Certificate, CertificatePolicy

register(
    Reader(
        file="training/certificates.csv",
        title="Certificates of attendance",
        model=Certificate,
        scope="booking__session__course__partnership",
        columns=(
            Column("ref"),
            Column("booking"),
            Column("code", help="The number on the paper, without hyphens.", required=True),
            Column("name", help="As it was printed."),
            Column("course", kind="text", help="As it was printed."),
            Column("held_on"),
            Column("hours"),
            Column("renew_by"),
            Column("issued_at"),
            Column("withdrawn_at"),
            Column("withdrawn_because"),
        ),
    )
)
register(
    Reader(
        file="training/certificate_policies.csv",
        title="When certificates are issued",
        model=CertificatePolicy,
        scope="partnership",
        columns=(Column("ref"), Column("partnership"), Column("after_evaluation")),
    )
)
