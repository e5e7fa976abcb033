"""The words that pages, papers and letters of many languages set beside a date, by what they say happened on it."""

from __future__ import annotations

_DOCUMENT = "(?:publication|issue|document|release|report|judge?ment|decision|order|posting|filing)"
PUBLISHED = (
    r"(?:posted|published|submitted|written|erstellt|publié) (?:by|von|par) [^\d\n]{1,40}? (?:on|at|am|le)",
    rf"date of {_DOCUMENT}",
    "published|publication date|date published|(?:publish|posting|creation|created|document|issue) date",
    "first published|posted|issued|released?|release date|report date|sent",
    "dated|date|filed|as of|held|given|done|created|submitted|decided|delivered|pronounced|rendered|handed down",
    "log (?:opened|started)|session (?:start|started)|logging started",
    "(?:this|current) (?:version|draft)",
    "available online|(?:first |published )online|online first",
    "decision|ruling|order|judge?ment|opinion|lecture",
    "veröffentlicht|erschienen|erstellt|stand|datum|urteil|beschluss|verordnung|verkündet|ausgegeben",  # de
    "publié|publiée|mis en ligne|paru|parue|diffusé|arrêt|décret|audience publique|prononcé|rendu",  # fr
    "publicado|publicada|publicación|fecha|sentencia|dictada",  # es, pt
    "pubblicat[oa]|data|creato|depositat[oa]",  # it
    "опубликовано|дата|размещено|создано|постановление|решение|опубліковано|створено|публикувано",  # ru, uk, bg
    "opublikowano|data publikacji|dodano|utworzono|publikacja|publikováno|vydáno|zveřejněno|vytvořeno",  # pl, cs
    "publikované|zverejnené|objavljeno|megjelent|közzétéve|létrehozva|dátum|publicat|publicată|postat",
    "gepubliceerd|geplaatst|publicerad|publicerat|skapad|publiceret|publisert|offentliggjort|udgivet",  # nl, sv, da, no
    "julkaistu|avaldatud|publicēts|paskelbta",  # fi, et, lv, lt
    "giriş tarihi|giriş|yayın tarihi|yayınlanma(?: tarihi)?|yayımlanma|oluşturulma(?: tarihi)?|tarih",  # tr
    "δημοσίευση|δημοσιεύθηκε|δημοσιεύτηκε|αναρτήθηκε|ημερομηνία",  # el
    "نشر في|نشرت في|تاريخ النشر|نشر بتاريخ|تم النشر|نُشر|نشر|التاريخ",
    "تاریخ انتشار|منتشر شده|تاریخ|اشاعت|شائع",  # fa, ur
    "פורסם|תאריך פרסום|פורסם בתאריך|תאריך",  # he
    "प्रकाशित|प्रकाशित तिथि|प्रकाशन तिथि|तिथि|दिनांक|প্রকাশ|প্রকাশিত|เผยแพร่|วันที่",  # hi, bn, th
    "diterbitkan|dipublikasikan|terbit|tayang|xuất bản|đăng|ngày đăng",  # id, vi
)
PUBLISHED_EASTERN = (
    "发布时间|发布日期|发布于|发布|发表于|发表时间|发稿时间|日期|时间|發布時間|發布|發表|時間|"
    "公開日|公開|掲載日|掲載|配信|投稿日|投稿|発表|入力|입력|등록|게시|작성일?|발행일?|송고"
)
CHANGED = (
    "updated|last updated?|modified|last modified|revised|last change[d]?|last edit(?:ed)?|corrected|amended",
    "(?:updated?|modified|modification|revision) date|last review(?:ed)?|page updated|date modified|date updated",
    "aktualisiert|zuletzt geändert|geändert|letzte (?:änderung|aktualisierung)|bijgewerkt|laatste update|gewijzigd",
    "mis à jour|mise à jour|modifié|modifiée|màj|actualizado|actualizada|modificado|modificada|actualización",
    "atualizad[oa]|última atualização|aggiornat[oa]|aggiornamento|ultima modifica|modificato|actualizat|actualizată",
    "обновлено|изменено|оновлено|змінено|обновена|aktualizacja|zaktualizowano|aktualizováno|aktualizace|upraveno",
    "aktualizované|ažurirano|frissítve|frissítés|módosítva|uppdaterad|uppdaterat|ändrad|opdateret|oppdatert",
    "sist endret",
    "päivitetty|muokattu|uuendatud|atjaunots|atnaujinta|son güncelleme|güncelleme(?: tarihi)?|güncellen(?:me|di)",
    "τελευταία ενημέρωση|ενημέρωση|ενημερώθηκε|آخر تحديث|تم التحديث|تحديث|به ?روز ?رسانی|آخری تازہ کاری",
    "עודכן|עדכון אחרון|अपडेट|अपडेटेड|अद्यतन|সর্বশেষ আপডেট|আপডেট|อัปเดต|อัพเดท|cập nhật|diperbarui|pembaruan",
)
CHANGED_EASTERN = "更新时间|更新於|更新于|更新日|更新時間|更新|最終更新|修改|수정|최종수정|업데이트"
_KNOWN_DATES = (
    "publication|publish|creation|created|update|updated|modified|modification|revision|published|"
    "release|report|issue|press|document|posting|posted|upload|print|original|last|the"
)
OTHER = (
    rf"(?!(?:{_KNOWN_DATES})\b)[^\W\d_]{{3,}}[ ]dates?",  # "closing date", "hearing dates"
    rf"date of (?!{_DOCUMENT})\w+",
    "recorded|premi[eè]re|performances?|vorstellung(?:en)?|concert|konzert|exhibition|ausstellung|registration|anmeldung",
    "anmeldeschluss|bewerbungsschluss|frist|termine?|gültig|valid|valable|válid[oa]|ablauf|échéance|date limite",
    "scadenza",
    "plazo|vence|срок|действует|geburtsdatum|naissance|décès|nacimiento|fallecimiento|nascita|рождения|родил(?:ся|ась)",
    "eröffnet|inauguré|inaugurado|основан|in office",
    "received|received in revised form|in revised form|accepted|retrieved|accessed|born|died|deadline|due|expires",
    "valid until|effective|next|through|until|closing|closes|interviews?|argued|heard|hearing|reargued|covered|period",
    "(?:will|shall|to) be (?:held|published|released|given|issued|posted)|(?:takes|take) place",
    "first (?:draft|version)|launched|laid down|commissioned|completed|sunk|sank|scrapped|demolished",
    "(?:apply|register|book|submit|respond|reply|order|pay|return|use|best|sell) by|best before|rsvp",
    "abgerufen|eingegangen|consulté|reçu|consultado|copyright|©|appears in print|in print|printed|event",
    "starts?|begins|ends?|opens|founded|established|opened|built|since|from|checkpoint|arrival|departure|check-in",
    "when|wann|quand|cuándo|cuando|когда|gegründet|geboren|gestorben|fondé|né|née|mort|fundado|nacido",
)


def pattern() -> str:
    """One pattern with the groups changed, other and published; the first of two that begin together wins."""
    groups = (("changed", CHANGED, CHANGED_EASTERN), ("other", OTHER, ""), ("published", PUBLISHED, PUBLISHED_EASTERN))
    return "|".join(
        rf"(?P<{name}>(?<!\w)(?:{'|'.join(words)})(?!\w){f'|(?:{eastern})' if eastern else ''})"
        for name, words, eastern in groups
    )
