"""Names that mean the same in nearly every news text, with their labels.

Our own list of general knowledge: countries, capitals, parts of the world, peoples, institutions
that papers name without saying what they are. A name in it gets votes for its label beside those of
the encoder, which can still outvote them. Names that are as often something else are left out on
purpose: Jordan, Georgia, Chad, Paris, London, Washington.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

Name = tuple[str, ...]

_GPE: Final = """
Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas
Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Botswana|Brazil
Brunei|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Chile|China|Colombia
Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Czechia|Denmark|Djibouti|Dominica
Dominican Republic|East Timor|Ecuador|Egypt|El Salvador|Eritrea|Estonia|Eswatini|Ethiopia|Fiji
Finland|France|Gabon|Gambia|Germany|Ghana|Greece|Greenland|Grenada|Guatemala|Guinea|Guyana|Haiti
Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan
Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya
Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania
Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia
Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|North Macedonia|Norway|Oman
Pakistan|Palau|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Qatar
Romania|Russia|Rwanda|Samoa|San Marino|Saudi Arabia|Senegal|Serbia|Seychelles|Sierra Leone
Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Korea|South Sudan|Spain
Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tonga
Trinidad and Tobago|Tunisia|Turkey|Turkmenistan|Tuvalu|Uganda|Ukraine|United Arab Emirates
United Kingdom|United States|Uruguay|Uzbekistan|Vanuatu|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe
U.S.|US|U.S|USA|U.S.A.|UK|U.K.|UAE|Scotland|Wales|England|Northern Ireland|Crimea|Gaza|Hong Kong
Moscow|Kyiv|Kiev|Beijing|Tehran|Baghdad|Kabul|Damascus|Jerusalem|Cairo|Ankara|Istanbul|Berlin|Rome
Madrid|Brussels|Geneva|Warsaw|Budapest|Bucharest|Vienna|Prague|Athens|Lisbon|Stockholm|Oslo
Copenhagen|Helsinki|Riga|Vilnius|Tallinn|Minsk|Tbilisi|Yerevan|Baku|Tokyo|Seoul|Pyongyang|Taipei
Manila|Hanoi|Bangkok|Jakarta|New Delhi|Mumbai|Islamabad|Karachi|Dhaka|Kathmandu|Colombo|Canberra
Ottawa|Toronto|Mexico City|Havana|Bogotá|Caracas|Lima|Quito|Buenos Aires|Santiago|Brasilia|Nairobi
Lagos|Abuja|Accra|Addis Ababa|Khartoum|Mogadishu|Kampala|Kigali|Kinshasa|Pretoria|Johannesburg
Harare|Tripoli|Tunis|Algiers|Rabat|Riyadh|Doha|Dubai|Abu Dhabi|Beirut|Amman|Tel Aviv|Los Angeles
St. Petersburg|Kharkiv|Odesa|Donetsk|Luhansk|Mariupol|Aleppo|Mosul|Kandahar|Shanghai|Wuhan|Tibet
"""
_LOC: Final = """
Europe|Asia|Africa|North America|South America|Latin America|Central America|Antarctica|Oceania
Middle East|West Bank|Western Europe|Eastern Europe|Central Europe|Southern Europe|Northern Europe
Central Asia|South Asia|Southeast Asia|East Asia|West Africa|East Africa|North Africa
Southern Africa|Sub - Saharan Africa|Caribbean|Balkans|Caucasus|Scandinavia|Arctic|Sahel|Sahara
Mediterranean|Black Sea|Red Sea|Baltic Sea|South China Sea|Persian Gulf|Himalayas|Donbas|Donbass
"""
_ORG: Final = """
UN|U.N.|United Nations|EU|E.U.|European Union|NATO|Nato|WHO|IMF|World Bank|WTO|OPEC|OSCE|ASEAN
African Union|Arab League|UNESCO|UNICEF|Unicef|UNHCR|IAEA|FAO|OECD|BRICS|Interpol|Europol|Amnesty
European Commission|European Parliament|European Council|Security Council|Kremlin|Pentagon
White House|State Department|Justice Department|Treasury Department|Capitol Hill|Congress|Senate
House of Representatives|House of Commons|Supreme Court|Federal Reserve|Fed|CIA|FBI|NSA|FDA|EPA
IRS|NASA|CDC|FSB|KGB|GRU|MI5|MI6|Mossad|Duma|State Duma|Bundestag|Knesset|Politburo|Downing Street
TASS|Tass|Interfax|RIA Novosti|Reuters|AP|Associated Press|AFP|Bloomberg|Xinhua
Agence France - Presse|BBC|CNN|CBS|CBS News|NBC|NBC News|ABC News|Fox News|Sky News|Al Jazeera
Washington Post|New York Times|Wall Street Journal|New York Post|Financial Times|Le Monde
Der Spiegel|Google|Apple|Microsoft|Amazon|Facebook|Meta|Twitter|Tesla|Boeing|Airbus|Gazprom
Rosneft|Huawei|TikTok|Weibo|Volkswagen|Toyota|Samsung|Hamas|Hezbollah|Taliban|ISIS|Islamic State
Al Qaeda|al - Qaeda|Red Cross|Greenpeace|Human Rights Watch|Amnesty International|FIFA|UEFA|IOC
NBA|NFL|Gestapo
"""

_PEOPLES: Final = """
Afghan|Albanian|Algerian|American|Andorran|Angolan|Argentine|Argentinian|Argentinean|Armenian
Australian|Austrian|Azerbaijani|Bahamian|Bahraini|Bangladeshi|Barbadian|Belarusian|Belgian|Belizean
Beninese|Bhutanese|Bolivian|Bosnian|Botswanan|Brazilian|British|Bulgarian|Burkinabe|Burmese
Burundian|Cambodian|Cameroonian|Canadian|Cape Verdean|Central African|Chadian|Chilean|Chinese
Colombian|Comorian|Congolese|Costa Rican|Croatian|Cuban|Cypriot|Czech|Danish|Djiboutian|Dominican
Dutch|East Timorese|Ecuadorian|Ecuadorean|Egyptian|Emirati|English|Eritrean|Estonian|Ethiopian
Fijian|Filipino|Finnish|French|Gabonese|Gambian|Georgian|German|Ghanaian|Greek|Grenadian|Guatemalan
Guinean|Guyanese|Haitian|Honduran|Hungarian|Icelandic|Indian|Indonesian|Iranian|Iraqi|Irish
Israeli|Italian|Ivorian|Jamaican|Japanese|Jordanian|Kazakh|Kazakhstani|Kenyan|Korean|North Korean
South Korean|Kosovan|Kuwaiti|Kyrgyz|Lao|Laotian|Latvian|Lebanese|Liberian|Libyan|Lithuanian
Luxembourgish|Macedonian|Malagasy|Malawian|Malaysian|Maldivian|Malian|Maltese|Mauritanian|Mauritian
Mexican|Micronesian|Moldovan|Mongolian|Montenegrin|Moroccan|Mozambican|Namibian|Nepalese|Nepali
Nicaraguan|Nigerian|Nigerien|Norwegian|Omani|Pakistani|Palestinian|Panamanian|Papua New Guinean
Paraguayan|Peruvian|Polish|Portuguese|Puerto Rican|Qatari|Romanian|Russian|Rwandan|Salvadoran
Salvadorean|Samoan|Saudi|Saudi Arabian|Scottish|Senegalese|Serbian|Seychellois|Sierra Leonean
Singaporean|Slovak|Slovakian|Slovene|Slovenian|Somali|South African|South Sudanese|Spanish
Sri Lankan|Sudanese|Surinamese|Swazi|Swedish|Swiss|Syrian|Taiwanese|Tajik|Tanzanian|Thai|Tibetan
Togolese|Tongan|Trinidadian|Tunisian|Turkish|Turkmen|Ugandan|Ukrainian|Uruguayan|Uzbek|Uzbekistani
Venezuelan|Vietnamese|Welsh|Yemeni|Zambian|Zimbabwean|Catalan|Chechen|Crimean Tatar|Greenlandic
Kashmiri|Kosovar|Kurdish|Soviet|Uyghur|Uighur|Tatar
African|Asian|European|Latin American|North American|South American|Central American|West African
East African|North African|Southern African|Central Asian|South Asian|Southeast Asian|East Asian
Eastern European|Western European|Central European|Scandinavian|Slavic|Arab|Arabian
Hispanic|Latino|Latina|Bosniak|Croat|Hongkonger|Hong Konger|Icelander|Jew|Kurd|Serb|Spaniard|Swede
Turk|New Zealander|Democrat|Aboriginal|Yazidi|Pashtun|Hazara|Tigrayan|Alawite|Tamil|Sinhalese
Bengali|Punjabi
Buddhist|Catholic|Christian|Hindu|Islamist|Muslim|Protestant|Sikh|Zionist|Communist|Republican
"""
_INVARIABLE: Final = """
Balkan|Western|Middle Eastern|Islamic|Jewish|Shia|Shiite|Sunni|Democratic|Orthodox
Arabs|Britons|Brits|Dane|Danes|Englishman|Englishmen|Finn|Finns|Frenchman|Frenchmen|Frenchwoman
Irishman|Irishmen|Pole|Poles|Scot|Scots|Dutchman|Kiwis|Filipina
Buddhism|Catholicism|Christianity|Hinduism|Islam|Judaism|Protestantism|Shintoism|Sikhism|Zionism
First Nations|First Nation|Inuit|Inuk|Māori|Maori|Roma|Rohingya|Hutu|Tutsi|Oromo|Druze
"""


def _names(text: str) -> list[Name]:
    entries = (entry for line in text.split("\n") for entry in line.split("|"))
    return [tuple(entry.split()) for entry in entries if entry]


def _peoples() -> Iterator[Name]:
    """Names of peoples; those that are nouns also in the plural: "Nicaraguan", "Nicaraguans"."""
    yield from _names(_INVARIABLE)
    for name in _names(_PEOPLES):
        yield name
        if not name[-1].endswith(("s", "sh", "ch", "ese", "ism", "men", "man")):
            yield (*name[:-1], name[-1] + "s")


KNOWN: Final[dict[Name, str]] = {
    **dict.fromkeys(_peoples(), "NORP"),
    **dict.fromkeys(_names(_GPE), "GPE"),
    **dict.fromkeys(_names(_LOC), "LOC"),
    **dict.fromkeys(_names(_ORG), "ORG"),
}
"""Label by the tokens of a name, as spaCy's English tokeniser cuts them, without "the"."""
