"""Other languages: written-out dates by dateparser's month tables, phrases by its counts, values by our calendar."""

import pytest

from pipeline import dates
from pipeline.dates.tables import relative_count
from pipeline.model import Document, Timex, TimexType

CASES = {
    "de": [
        ("Der Gipfel fand am [13. September 2023] statt.", "2023-09-13"),
        ("Er dauerte vom [3.] bis [5. Mai 1941].", "1941-05-03 1941-05-05"),
        ("Sie kamen [vor zwei Wochen] an.", "2023-W44"),
        ("Caesar starb [44 v. Chr.] in Rom.", "BC0044"),
    ],
    "fr": [
        ("Le sommet a eu lieu le [13 septembre 2023] à Paris.", "2023-09-13"),
        ("Il est né le [1er mai 1941].", "1941-05-01"),
        ("La guerre dura de [1914] à [1918].", "1914 1918"),
        ("Ils se sont vus [hier] et [la semaine dernière].", "2023-11-12 2023-W45"),
        ("Il est parti [il y a trois jours].", "2023-11-10"),
        ("en [mars 1848]", "1848-03"),
        ("au [XIIe siècle]", "11"),
        ("en [44 av. J.-C.] il mourut", "BC0044"),
        ("[lundi prochain], [dans trois jours] ou [l'année prochaine]", "2023-11-20 2023-11-16 2024"),
    ],
    "es": [
        ("La cumbre fue el [13 de septiembre de 2023] en Madrid.", "2023-09-13"),
        ("Llegaron [ayer] y se fueron [hace dos semanas].", "2023-11-12 2023-W44"),
        ("[a finales de mayo de 1941]", "1941-05"),
        ("desde [1936] hasta [1939]", "1936 1939"),
        ("en el [siglo XII]", "11"),
        ("murió en [44 a. C.] en Roma", "BC0044"),
        ("Llegó el [cinco de mayo de 2013], [dentro de dos semanas] y en [Navidad].", "2013-05-05 2023-W48 2023-12-25"),
    ],
    "uk": [
        ("Саміт відбувся [13 вересня 2023] року у Києві.", "2023-09-13"),
        ("Війна почалася у [вересні 1939] року.", "1939-09"),
        ("Це було [вчора], не [минулого року].", "2023-11-12 2022"),
        ("Вони прибули [5 років тому].", "2018"),
        ("у [1941]—[1945] роках", "1941 1945"),
        ("у [264 до н. е.] почалася", "BC0264"),
        ("Бої [3 травня 1941] року тривали [шість днів], а [через два тижні] знову.", "1941-05-03 P6D 1941-W20"),
        ("У [ніч на 17 червня 1940] року міст упав.", "1940-06-17TNI"),
    ],
    "it": [("Il vertice si tenne il [13 settembre 2023] a Roma.", "2023-09-13")],
    "pl": [("Szczyt odbył się [13 września 2023] w Warszawie.", "2023-09-13")],
    "pt": [("A cimeira foi em [13 de setembro de 2023] em Lisboa.", "2023-09-13")],
    "ru": [
        ("Саммит прошёл [13 сентября 2023 года] в Москве.", "2023-09-13"),
        ("Это началось в [мае 1941 года].", "1941-05"),
        ("Они приехали [вчера].", "2023-11-12"),
        ("Это было [3 дня назад].", "2023-11-10"),
        ("в [1990-х годах]", "199"),
        ("Бои шли [три дня], а [через две недели] всё кончилось.", "P3D 2023-W48"),
    ],
    "ja": [
        ("協定は[2023年9月13日]に東京で署名され、交渉は[2020年3月]に始まった。", "2023-09-13 2020-03"),
        ("[令和5年9月13日]、[昭和20年]の記憶が語られた。", "2023-09-13 1945"),
        ("式典は[9月13日]に開かれた。", "2023-09-13"),
    ],
    "zh": [("协议于[2023年9月13日]在北京签署。", "2023-09-13"), ("[民國112年9月13日]簽署。", "2023-09-13")],
    "ko": [("협정은 [2023년 9월 13일] 서울에서 체결되었다.", "2023-09-13")],
    "hu": [("A megállapodást [2023. szeptember 13-án] írták alá.", "2023-09-13")],
    "ka": [("შეთანხმებას ხელი მოეწერა [2023 წლის 13 სექტემბერს].", "2023-09-13")],
    "sr": [("Споразум је потписан [13. септембра 2023]. у Београду.", "2023-09-13")],
    "th": [("ข้อตกลงลงนามเมื่อวันที่ [13 กันยายน 2566] ที่กรุงเทพฯ", "2023-09-13")],
    "vi": [("Thỏa thuận được ký ngày [13 tháng 9 năm 2023] tại Hà Nội.", "2023-09-13")],
    "ar": [("تم توقيع الاتفاق في [13 سبتمبر 2023] في القاهرة.", "2023-09-13")],
    "tr": [("Anlaşma [13 Eylül 2023] tarihinde imzalandı.", "2023-09-13")],
    "fi": [("Sopimus allekirjoitettiin [13. syyskuuta 2023] Helsingissä.", "2023-09-13")],
}


@pytest.mark.parametrize(
    ("code", "marked", "values"), [(code, *case) for code, cases in CASES.items() for case in cases]
)
def test_dates_of_other_languages(code: str, marked: str, values: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    given = Document("d", "r", "s", "t", text, language=code, dct=Timex(TimexType.DATE, "2023-11-13"))
    found = [(t.span.of(text), t.value) for t in dates.find(given) if t.span is not None]
    surfaces = [part.split("]")[0] for part in marked.split("[")[1:]]
    assert found == list(zip(surfaces, values.split(), strict=True))


def test_an_unknown_language_is_read_with_the_english_rules() -> None:
    assert dates.language_of("xx").code == "en"


@pytest.mark.parametrize(
    ("text", "code", "count"),
    [
        ("il y a 3 jours", "fr", (-3, "D")),
        ("hace un mes", "es", (-1, "MO")),
        ("2 тижні тому", "uk", (-2, "W")),
        ("vor einem jahr", "de", (-1, "Y")),
        ("quelque chose", "fr", None),
    ],
)
def test_dateparser_counts(text: str, code: str, count: tuple[int, str] | None) -> None:
    assert relative_count(text, code) == count


def test_seven_is_no_september() -> None:
    def found(text: str) -> list[str]:
        return [timex.value for timex in dates.find(Document("id", "1", "s", "t", text, language="fr"))]

    assert found("Il y eut huit morts et sept blessés.") == []
    assert found("Il arriva en sept. et en octobre.") == ["XXXX-09", "XXXX-10"]
    assert found("Le 3 sept. 2015, il pleuvait.") == ["2015-09-03"]
