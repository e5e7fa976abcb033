"""How a text presents a happening: as a fact, a plan, a supposition, denied, going on, or a habit."""

from __future__ import annotations

import pytest

from pipeline.model import Modality
from tests.events_reading import at, evidence, recognised


@pytest.mark.parametrize(
    ("sentence", "word", "modality"),
    [
        ("Rebels attacked the town.", "attacked", Modality.HAPPENED),
        ("Rebels will attack the town.", "attack", Modality.PLANNED),
        ("Rebels won't attack the town.", "attack", Modality.DENIED),
        ("The two presidents plan to meet.", "meet", Modality.PLANNED),
        ("They built a fortress to close the strait.", "close", Modality.PLANNED),
        ("Korea to host a summit", "summit", Modality.PLANNED),
        ("Rebels could attack the town.", "attack", Modality.HYPOTHETICAL),
        ("If rebels attack the town, people flee.", "attack", Modality.HYPOTHETICAL),
        ("The mayor urged rebels to surrender.", "surrender", Modality.HYPOTHETICAL),
        ("Rebels did not attack the town.", "attack", Modality.DENIED),
        ("There was no attack on the town.", "attack", Modality.DENIED),
        ("The general denied that his men had attacked the town.", "attacked", Modality.DENIED),
        ("The general denied any role in the attack.", "attack", Modality.HAPPENED),
        ("Rebels are attacking the town.", "attacking", Modality.ONGOING),
        ("The ongoing attack frightened them.", "attack", Modality.ONGOING),
        ("Rebels often attack the town.", "attack", Modality.HABITUAL),
        ("In the sixties you marched to the beach.", "marched", Modality.HABITUAL),
        ("Rebels who attacked the town could flee.", "attacked", Modality.HAPPENED),
    ],
)
def test_how_a_happening_is_presented(sentence: str, word: str, modality: Modality) -> None:
    found = evidence(sentence)
    assert found.stance(at(found, word)).modality is modality


@pytest.mark.parametrize(
    ("sentence", "word", "modality"),
    [
        ("The king visits Lima every year.", "visits", Modality.HABITUAL),
        ("Rebels attack the town every year.", "attack", Modality.HABITUAL),
        ("Rebels attacked the town every year.", "attacked", Modality.HAPPENED),
        ("The king visits Lima.", "visits", Modality.HAPPENED),
        ("It rains every year. The king visits Lima.", "visits", Modality.HAPPENED),
        ("Rebels will attack the town every year.", "attack", Modality.PLANNED),
    ],
)
def test_what_is_done_every_year_is_a_habit_and_what_was_done_is_not(
    sentence: str, word: str, modality: Modality
) -> None:
    found = recognised(sentence)
    assert found.stance(at(found, word)).modality is modality


def test_what_is_denied_is_attributed() -> None:
    found = evidence("The general denied any role in the attack.")
    stance = found.stance(at(found, "attack"))
    assert (stance.disputed, stance.speaker) == (True, "The general")
    found = evidence("Rebels attacked the town.")
    assert not found.stance(at(found, "attacked")).disputed


def test_who_tells_it_speaks() -> None:
    found = evidence("The officials of the ministry said that rebels attacked the town.")
    assert found.stance(at(found, "attacked")).speaker == "The officials of the ministry"
    found = evidence("Rebels attacked the town.")
    assert found.stance(at(found, "attacked")).speaker == ""


def test_without_a_parse_everything_happened() -> None:
    found = evidence("Die Flut wird kommen.", language="de", model="")
    assert found.stance(found.triggers[0]).modality is Modality.HAPPENED


@pytest.mark.parametrize(
    "sentence",
    [
        *(
            f"Rebels {word} attack the town."
            for word in ["would", "could", "may", "might", "should", "must", "can", "shall"]
        ),
        *(f"{word} rebels attack, people flee." for word in ("If", "Unless")),
        "They ask whether rebels attack.",
        "They prayed lest rebels attack.",
        "They want to leave and attack the town.",  # coordinated with what is wanted
        "They want an attack.",
        "They want rebels to attack.",
    ],
)
def test_a_doubt_or_a_condition_makes_a_supposition(sentence: str) -> None:
    found = evidence(sentence)
    assert found.stance(at(found, "attack")).modality is Modality.HYPOTHETICAL


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("When rebels attack, people flee.", "attack"),
        ("They want to leave and they attacked the town.", "attacked"),  # a clause of its own
        ("The council called for the invasion of last May.", "invasion"),  # a known one
        ("The invasion threatened them.", "invasion"),  # the subject of what threatens
        ("An invasion was praised.", "invasion"),
        ("They did not praise the summit.", "summit"),  # what is denied is the praise
        ("They often praise the summit.", "summit"),
        ("They were to meet in Lima.", "meet"),
        ("Rebels were attacking the town.", "attacking"),
        ("To host a summit", "summit"),
        ("Korea hosts a summit", "summit"),
        ("Korea said to host a summit.", "summit"),  # a finite verb, no headline
        ("Summit to open in Korea", "Summit"),  # "to" behind it is not its own
        ("The recent attack frightened them.", "attack"),
        ("There was an attack on the town.", "attack"),
        ("The attack denied them rest.", "attack"),  # the subject of what denies
        ("The general denied it when rebels attacked the town.", "attacked"),
        ("The general, who attacked the town, denied it.", "attacked"),
        ("They called for the attack of rebels who could flee.", "attack"),
        ("They want to leave after the attack.", "attack"),
        ("To praise the summit, they planned talks.", "summit"),  # a clause of its own stands between
    ],
)
def test_what_governs_something_else_leaves_a_fact(sentence: str, word: str) -> None:
    found = evidence(sentence)
    assert found.stance(at(found, word)).modality is Modality.HAPPENED


@pytest.mark.parametrize("rank", ["first", "last", "only", "next", "second", "third"])
def test_the_first_to_do_it_did_it(rank: str) -> None:
    for sentence in (f"Rebels were the {rank} to attack the town.", f"He was the {rank} man to attack the town."):
        found = evidence(sentence)
        assert found.stance(at(found, "attack")).modality is Modality.HAPPENED
    found = evidence("He was the tallest man to attack the town.")
    assert found.stance(at(found, "attack")).modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("sentence", "word", "cue"),
    [
        ("They are to meet in Lima.", "meet", "to"),
        ("He is to meet them.", "meet", "to"),
        ("I am to meet him.", "meet", "to"),
        ("The summit that he is to host in May failed.", "host", "to"),
        ("A fortress to close the strait was built.", "close", "to"),
        ("Korea to host a summit", "host", "to"),
        ("It rained.\n\nKorea to host a summit", "summit", "to"),
        ("Rebels planned to have attacked the town.", "attacked", "planned"),
        ("It was the first plan to attack the town.", "attack", "plan"),
        ("Summit to open in Korea", "open", "to"),
        ("Korea plans to host a summit", "summit", "plans"),
        ("The council planned an invasion of the island.", "invasion", "planned"),
        ("They proposed to begin to plan to try to attack the town.", "attack", "plan"),  # the nearest above
        ("They will praise the summit.", "summit", "will"),
        ("The summit will be held in Lima.", "summit", "will"),
    ],
)
def test_what_lies_ahead_is_planned(sentence: str, word: str, cue: str) -> None:
    found = evidence(sentence)
    stance = found.stance(at(found, word))
    assert (stance.modality, stance.cue) == (Modality.PLANNED, cue)


@pytest.mark.parametrize(
    ("sentence", "word", "modality", "cue"),
    [
        ("Rebels never attacked the town.", "attacked", Modality.DENIED, "never"),
        ("Rebels didn't attack the town.", "attack", Modality.DENIED, "n't"),
        ("They did not hold a summit.", "summit", Modality.DENIED, "not"),
        ("They often hold a summit.", "summit", Modality.HABITUAL, "often"),
        ("They struggle to rescue the miners.", "rescue", Modality.HABITUAL, "struggle"),
        ("You attacked the town.", "attacked", Modality.HABITUAL, "you"),
        ("He is attacking the town.", "attacking", Modality.ONGOING, "attacking"),
        ("I am attacking the town.", "attacking", Modality.ONGOING, "attacking"),
        ("The current attack frightened them.", "attack", Modality.ONGOING, "current"),
        ("There was no attack on the town.", "attack", Modality.DENIED, "no"),
        ("They want to leave.", "leave", Modality.HYPOTHETICAL, "want"),
    ],
)
def test_the_word_that_decides_is_told(sentence: str, word: str, modality: Modality, cue: str) -> None:
    found = evidence(sentence)
    stance = found.stance(at(found, word))
    assert (stance.modality, stance.cue) == (modality, cue)


@pytest.mark.parametrize(
    ("sentence", "word", "modality"),
    [
        ("The general denied the attack.", "attack", Modality.DENIED),
        ("The general denied that the attack happened.", "attack", Modality.DENIED),
        ("The general denied that he was killed.", "killed", Modality.DENIED),
        ("The general denied having attacked the town.", "attacked", Modality.DENIED),
        ("The general denied attacking and burning the town.", "burning", Modality.DENIED),
        ("The general denied that rebels wanted to attack the town.", "attack", Modality.DENIED),
        ("The general denied a plan to attack the town.", "attack", Modality.DENIED),
        ("The general denied involvement in the plot of the attack.", "attack", Modality.HAPPENED),
    ],
)
def test_a_denial_reaches_down_unless_a_word_stands_between(sentence: str, word: str, modality: Modality) -> None:
    found = evidence(sentence)
    stance = found.stance(at(found, word))
    assert (stance.modality, stance.disputed, stance.speaker, stance.cue) == (modality, True, "The general", "denied")


def test_a_denial_without_a_speaker() -> None:
    found = evidence("The denial of the attack came late.")
    stance = found.stance(at(found, "attack"))
    assert (stance.modality, stance.speaker) == (Modality.DENIED, "")


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Rebels didn't attack the town.", "attack"),
        ("Rebels don't attack towns.", "attack"),
        ("The town wasn't attacked.", "attacked"),
        ("The towns weren't attacked.", "attacked"),
        ("Rebels haven't attacked the town.", "attacked"),
        ("The minister hasn't visited Lima.", "visited"),
        ("Rebels hadn't attacked the town.", "attacked"),
        ("They couldn't attack the town.", "attack"),
        ("They can't attack the town.", "attack"),
        ("They won't attack the town.", "attack"),
        ("Rebels aren't attacking the town.", "attacking"),
    ],
)
def test_an_apostrophe_of_any_shape_denies(sentence: str, word: str, apostrophe: str) -> None:
    found = evidence(sentence.replace("'", apostrophe))
    assert found.stance(at(found, word)).modality is Modality.DENIED


@pytest.mark.parametrize(
    ("sentence", "word", "modality"),
    [
        # wished for, planned, begun
        ("He hopes to attack the town.", "attack", Modality.HYPOTHETICAL),
        ("He hoped to attack the town.", "attack", Modality.HYPOTHETICAL),
        ("Hoping to attack the town, they left Lima.", "attack", Modality.HYPOTHETICAL),
        ("He wants to attack the town.", "attack", Modality.HYPOTHETICAL),
        ("He aims to attack the town.", "attack", Modality.HYPOTHETICAL),
        ("He threatens to attack the town.", "attack", Modality.HYPOTHETICAL),
        ("The court ordered rebels to leave the town.", "leave", Modality.HYPOTHETICAL),
        ("He plans to attack the town.", "attack", Modality.PLANNED),
        ("He intends to attack the town.", "attack", Modality.PLANNED),
        ("They were about to attack the town.", "attack", Modality.PLANNED),
        ("They were going to attack the town.", "attack", Modality.PLANNED),
        ("They are ready to attack.", "attack", Modality.PLANNED),
        ("They managed to attack the town.", "attack", Modality.HAPPENED),
        ("They began to attack the town.", "attack", Modality.HAPPENED),
        ("They went on to attack the town.", "attack", Modality.HAPPENED),
        # refused, failed, left out
        ("He refuses to attack the town.", "attack", Modality.DENIED),
        ("He failed to attack the town.", "attack", Modality.DENIED),
        ("He declined to attack the town.", "attack", Modality.DENIED),
        ("They were unable to attack the town.", "attack", Modality.DENIED),
        ("The failure to attack the town was costly.", "attack", Modality.DENIED),
        ("They left without attacking the town.", "attacking", Modality.DENIED),
        ("Instead of attacking the town, they fled.", "attacking", Modality.DENIED),
        ("They fled after attacking the town.", "attacking", Modality.HAPPENED),
        ("He pledged not to attack the town.", "attack", Modality.DENIED),
        # never, no longer, nobody
        ("There was never an attack on the town.", "attack", Modality.DENIED),
        ("Rebels no longer attack the town.", "attack", Modality.DENIED),
        ("Rebels neither attacked nor burned the town.", "attacked", Modality.DENIED),
        ("Rebels neither attacked nor burned the town.", "burned", Modality.DENIED),
        ("Rebels did not attack or burn the town.", "burn", Modality.DENIED),
        ("Rebels did not attack the town but burned it.", "burned", Modality.HAPPENED),
        ("Rebels may attack and burn the town.", "burn", Modality.HYPOTHETICAL),
        ("Rebels not only attacked the town but burned it.", "attacked", Modality.HAPPENED),
        ("Rebels didn't just attack the town.", "attack", Modality.HAPPENED),
        ("Nobody attacked the town.", "attacked", Modality.DENIED),
        ("No rebels attacked the town.", "attacked", Modality.DENIED),
        ("None of the rebels attacked the town.", "attacked", Modality.DENIED),
        ("No one was killed in the crash.", "killed", Modality.DENIED),
        ("No one was killed in the crash.", "crash", Modality.HAPPENED),
        ("No one was hurt, but the ship sank.", "sank", Modality.HAPPENED),
        ("The bridge did not open until 1990.", "open", Modality.HAPPENED),
        ("The bridge did not open in 1990.", "open", Modality.DENIED),
        # averted, prevented, cancelled, put off
        ("Police averted an attack.", "attack", Modality.DENIED),
        ("The attack was foiled.", "attack", Modality.DENIED),
        ("Police prevented the attack.", "attack", Modality.DENIED),
        ("Police prevented rebels from attacking the town.", "attacking", Modality.DENIED),
        ("Police kept rebels from attacking the town.", "attacking", Modality.DENIED),
        ("They came from attacking the town.", "attacking", Modality.HAPPENED),
        ("Police failed to prevent the attack.", "attack", Modality.HAPPENED),
        ("Police failed to prevent an attack.", "attack", Modality.HAPPENED),
        ("Police could have prevented the attack.", "attack", Modality.HAPPENED),
        ("They built a wall to prevent an attack.", "attack", Modality.HYPOTHETICAL),
        ("The ships avoided a battle.", "battle", Modality.DENIED),
        ("The ships avoided the battle.", "battle", Modality.HAPPENED),
        ("They avoided attacking the town.", "attacking", Modality.DENIED),
        ("The council cancelled the summit.", "summit", Modality.DENIED),
        ("The council cancelled the treaty.", "treaty", Modality.HAPPENED),
        ("The council didn't cancel the summit.", "summit", Modality.HAPPENED),
        ("The cancellation of the summit was costly.", "summit", Modality.DENIED),
        ("The summit was postponed.", "summit", Modality.PLANNED),
        ("The council postponed the election.", "election", Modality.PLANNED),
        ("The postponed election was costly.", "election", Modality.PLANNED),
        ("The summit was praised.", "summit", Modality.HAPPENED),
        # supposed, asked, feared
        ("Rebels would have attacked the town.", "attacked", Modality.HYPOTHETICAL),
        ("Rebels might not attack the town.", "attack", Modality.HYPOTHETICAL),
        ("Had rebels attacked the town, people would have fled.", "attacked", Modality.HYPOTHETICAL),
        ("Rebels had attacked the town, and people fled.", "attacked", Modality.HAPPENED),
        ("Did rebels attack the town?", "attack", Modality.HYPOTHETICAL),
        ("Was there an attack on the town?", "attack", Modality.HYPOTHETICAL),
        ("When did rebels attack the town?", "attack", Modality.HAPPENED),
        ("Rebels almost attacked the town.", "attacked", Modality.HYPOTHETICAL),
        ("Nearly 100 rebels attacked the town.", "attacked", Modality.HAPPENED),
        ("Perhaps 100 rebels attacked the town.", "attacked", Modality.HAPPENED),
        ("Perhaps rebels attacked the town.", "attacked", Modality.HYPOTHETICAL),
        ("The feared attack worried them.", "attack", Modality.HYPOTHETICAL),
        ("An attack was feared.", "attack", Modality.HYPOTHETICAL),
        ("The attack was feared to have hurt ten people.", "attack", Modality.HAPPENED),
        ("An invasion was planned.", "invasion", Modality.PLANNED),
        ("The planned invasion worried them.", "invasion", Modality.PLANNED),
        ("The council called for an invasion.", "invasion", Modality.HYPOTHETICAL),
        ("The council warned of an attack.", "attack", Modality.HYPOTHETICAL),
        ("The threat of an attack worried them.", "attack", Modality.HYPOTHETICAL),
        ("The memory of an attack worried them.", "attack", Modality.HAPPENED),
        ("There was no sign of an attack.", "attack", Modality.HYPOTHETICAL),
        ("There was a sign of an attack.", "attack", Modality.HAPPENED),
        ("There is no evidence that rebels attacked the town.", "attacked", Modality.HYPOTHETICAL),
        ("There is evidence that rebels attacked the town.", "attacked", Modality.HAPPENED),
        # goes on
        ("The continuing attack on the town worried them.", "attack", Modality.ONGOING),
    ],
)
def test_both_sides_of_what_is_a_fact(sentence: str, word: str, modality: Modality) -> None:
    found = evidence(sentence)
    assert found.stance(at(found, word)).modality is modality


@pytest.mark.parametrize(
    ("sentence", "word", "cue"),
    [
        ("Rebels allegedly attacked the town.", "attacked", "allegedly"),
        ("The alleged attack worried them.", "attack", "alleged"),
        ("The suspected bombing worried them.", "bombing", "suspected"),
        ("He was reportedly killed in the raid.", "killed", "reportedly"),
    ],
)
def test_what_is_alleged_is_disputed(sentence: str, word: str, cue: str) -> None:
    found = evidence(sentence)
    stance = found.stance(at(found, word))
    assert (stance.modality, stance.disputed, stance.cue) == (Modality.HAPPENED, True, cue)


def test_what_is_alleged_does_not_dispute_what_stands_beside_it() -> None:
    found = evidence("He was reportedly killed in the raid.")
    assert not found.stance(at(found, "raid")).disputed


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("He said that rebels attacked.", "He"),
        ("It was said that rebels attacked.", ""),
        ("It was said by the army of Peru that rebels attacked.", "the army of Peru"),
        ("Rebels are said to have attacked.", ""),
        ("Officials of the ministry of Peru said that rebels attacked.", "Officials of the ministry of Peru"),
        (
            "A spokesman for the Ministry of Foreign Affairs of the Republic of Peru said that rebels attacked.",
            "A spokesman for the Ministry of Foreign Affairs of the Republic of Peru",
        ),
        ("Officials, all of them old, said that rebels attacked.", "Officials"),
        ("Ann Smith, the mayor of Lima, said that rebels attacked.", "Ann Smith"),
        ("Ann Smith, Bo Lee and Cy Orr said that rebels attacked.", "Ann Smith, Bo Lee and Cy Orr"),
        ("Two people who were there said that rebels attacked.", "Two people"),
        ("The mayor, who said that rebels attacked, left.", "The mayor"),
        ("According to the police of Lima, rebels attacked.", "the police of Lima"),
        ("Rebels attacked, said the chief of the fire brigade.", "the chief of the fire brigade"),
        (f"Officials of {'the army of ' * 20}Peru said that rebels attacked.", "Officials"),  # no name is that long
    ],
)
def test_a_speaker_is_a_whole_noun_phrase(sentence: str, speaker: str) -> None:
    found = evidence(sentence)
    assert found.stance(at(found, "attacked")).speaker == speaker
