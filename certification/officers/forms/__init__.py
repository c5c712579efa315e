from certification.officers.forms.moves import LeaveForm, ReorganiseForm, TakeInForm, TransferForm
from certification.officers.forms.papers import CertificateForm, QualificationForm, WithdrawForm
from certification.officers.forms.record import AmendForm, AnswerForm, CorrectionForm

__all__ = [
    "AmendForm", "AnswerForm", "CertificateForm", "CorrectionForm", "LeaveForm", "QualificationForm", "ReorganiseForm",
    "TakeInForm", "TransferForm", "WithdrawForm",
]  # fmt: skip
