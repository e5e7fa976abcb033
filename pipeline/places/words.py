"""Words that tell a place name from another name, by what they say. English; our own lists."""

from __future__ import annotations


def _set(words: str, separator: str | None = None) -> frozenset[str]:
    return frozenset(words.split(separator))


CONNECTORS = _set(
    "of the de la le les del della di da do dos das du des and & - – — / 's ’s on upon sur am an der den "
    "bei al el y . ' ’"
)
ARTICLES = _set("the a an this that these those")
LOCATIVE = _set(
    "in at near inside outside around across throughout from to into toward towards via through between within off "
    "along beyond over above below under beside behind onto upon"
)
TITLES = _set(
    "mr mrs ms miss dr sir lord lady prof professor president minister premier chancellor senator sen rep gov "
    "governor mayor general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl officer "
    "judge justice king queen prince princess emperor pope bishop archbishop rev reverend father saint coach "
    "detective deputy sheriff chief ambassador secretary chairman chairwoman spokesman spokeswoman spokesperson "
    "director manager principal superintendent commissioner congressman congresswoman attorney admiral marshal "
    "commander dean actor actress singer author"
)
SAYING = _set(
    "say tell deny announce accuse warn claim insist urge agree demand declare condemn refuse reject vow pledge "
    "promise sign decide confirm reply respond order threaten support oppose welcome impose recognise recognize "
    "criticise criticize call want seek believe fear hope think accept ask approve back blame state report impose "
    "propose offer maintain argue suggest admit acknowledge dismiss express conclude invite negotiate lift"
)
SEATS = _set(
    "kremlin;white house;pentagon;downing street;whitehall;foggy bottom;capitol hill;elysee;quai d'orsay;blue house;"
    "westminster;zhongnanhai;sublime porte;wall street;vatican;holy see;capitol;bundestag;knesset;duma;state duma",
    ";",
)
OTHER_THINGS = _set(  # bodies, firms, persons and titles that bear the name of some place, and are better known
    "european union;eu;e.u.;united nations;un;u.n.;nato;african union;arab league;asean;opec;hamas;fatah;hezbollah;"
    "taliban;red cross;red crescent;unicef;interpol;fifa;uefa;xinhua;google;apple;facebook;microsoft;yahoo;"
    "twitter;intel;oracle;nokia;samsung;sony;siemens;philips;toyota;honda;nissan;hyundai;chrysler;mercedes;bmw;"
    "audi;fiat;renault;peugeot;volvo;shell;exxon;chevron;boeing;airbus;lockheed;nestle;ikea;walmart;target;"
    "disney;reuters;bloomberg;emirates;qantas;lufthansa;visa;mastercard;barclays;citigroup;"
    "satan;god;jesus;jesus christ;christ;allah;buddha;santa;santa claus;lenin;stalin;marx;karl marx;mao;"
    "napoleon;hitler;obama;putin;bush;trump;communism;socialism;islam;iron curtain;el nino;el niño;anglo;saxon",
    ";",
)
UNITS = _set(  # what makes a larger area of the name before it
    "county parish borough township oblast krai raion province district prefecture governorate region state territory "
    "municipality department departments canton voivodeship island islands peninsula valley city village "
    "town reservation"
)
NATURAL = _set(
    "river lake mountain mountains mount bay gulf sea ocean strait straits channel canal desert glacier volcano creek "
    "falls hills hill ridge pass cape coast beach harbor harbour forest plateau basin delta reef atoll cove canyon "
    "fjord lagoon swamp plains heights archipelago range peak reservoir"
)
SITES = _set(
    "airport cosmodrome spaceport base airfield airbase bridge dam port prison stadium station square palace castle "
    "cathedral church temple mosque monastery abbey cemetery tower fort fortress barracks camp shipyard mine refinery "
    "tunnel park zoo plaza observatory arena garden gardens hall house hospital hotel museum monument memorial "
    "pier wharf dock docks terminal checkpoint crossing embassy consulate"
)
FACILITIES = _set(  # further nouns that end the name of a site in or by a town
    "anchorage roads roadstead roadsteads berth jetty quay marina wharves slipway mooring moorings waterfront seaport "
    "terminals depot market bazaar plant factory works yard gate junction airstrip aerodrome heliport quarry pit field "
    "fields colliery smelter sawmill pumping substation clinic hostel nightclub mall "
    "racecourse racetrack speedway velodrome fairground showground campsite suburb outskirts roundabout flyover area"
)
NATURAL_FIRST = _set("lake mount mt cape fort port gulf bay strait isle river camp point san santa saint st")
STREETS = _set(
    "street st st. road rd rd. avenue ave ave. boulevard blvd blvd. drive dr dr. lane ln highway hwy route freeway "
    "parkway pkwy turnpike court ct terrace circle place pl expressway interstate"
)
ORGANISED = _set(  # the name before them is part of the name of a body
    "university college school academy institute police council committee department office agency association "
    "company corp corporation inc group club fc united times post news journal tribune herald gazette daily press "
    "court commission authority board bank party ministry government army navy force forces guard airlines airways "
    "hospital center centre foundation society union league team fire sheriff parliament senate assembly cartel "
    "front movement brigade division regiment battalion chamber diocese congress medical health high elementary "
    "orchestra symphony museum library church festival series cup championship tournament "
    "bulldogs tigers eagles bears lions giants rangers kings stars"
)
BODIES = _set(  # common nouns of bodies and their people, which bear the name of their town: "a Narayanganj court"
    "police court courts jury judge judges magistrate magistrates prosecutor prosecutors prosecution office offices "
    "firefighter firefighters brigade service services department council councillor councillors mayor sheriff deputy "
    "deputies detective detectives officer officers official officials authorities government parliament "
    "university college school hospital company firm newspaper coroner tribunal commission agency ministry"
)
HAPPENINGS = _set(  # "of" and a name after them say where
    "battle battles siege fall sack capture recapture liberation occupation bombing bombardment shelling blockade "
    "relief defence defense storming burning evacuation invasion annexation conquest surrender raid assault skirmish "
    "massacre treaty peace truce armistice congress council synod diet convention conference meeting summit landing "
    "encounter combat sinking attack accession crossing founding foundation"
)
MEMBERS = _set(  # after a place they say who lives or rules there
    "resident residents native officials authorities people man woman men women residents citizens leaders lawmakers "
    "area suburb suburbs metro downtown mayor governor police troops government"
)
DIRECTIONS = _set(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern upper lower greater downtown inner outer mid far rural "
    "middle mainland coastal"
)
REGIONS_OF_A_COUNTRY = _set("far near north south east west northeast northwest southeast southwest midwest mid")
CALENDAR = _set(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues "
    "wed thu thurs fri sat sun spring summer autumn fall winter today easter christmas"
)
GIVEN_NAMES = _set(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary "
    "nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank raymond patrick alexander "
    "jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith "
    "christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce "
    "albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip "
    "johnny mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra "
    "ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia "
    "kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel "
    "carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan "
    "evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice "
    "jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana "
    "natalie brittany charlotte marie kayla alexis lori mike jim bob tom dave steve bill dan chris matt tony ken tim "
    "ron ed jeff greg sam ben pete nick jon ted fred phil doug vladimir sergei ivan dmitry mikhail boris yuri igor "
    "mohammed muhammad ahmed ali hassan hussein omar abdul ibrahim yusuf khalid pedro carlos luis miguel jorge manuel "
    "francisco antonio fernando rafael alejandro ricardo eduardo roberto mario sergio hugo pablo diego oscar cesar "
    "hans karl heinrich otto franz friedrich jean pierre jacques francois michel henri andre giovanni giuseppe marco "
    "kim lee park nguyen chen wang li zhang"
)
