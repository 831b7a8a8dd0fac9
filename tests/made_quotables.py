"""Resolutions made up for quotations: Arabic, French, Russian and Spanish, nested marks, sub-paragraphs, footnotes."""

from __future__ import annotations

FRENCH = """ 61/900. Moyens de la documentation

L’Assemblée générale,

Rappelant sa résolution 60/998 du 12 décembre 2005,

Consciente de l’intérêt que présente l’accès de tous à l’information, et n’oubliant pas le rôle des bibliothèques,

1. Prie le Secrétaire général d’établir un rapport sur l’état des collections et de le lui
présenter à sa soixante-deuxième session;

2. Décide que les documents ne seront ni retirés ni modifiés sans l’accord écrit de leurs auteurs;

3. Engage les États Membres à verser vingt-cinq pour cent des contributions avant le 1er mars 2007;

4. Prend note du rapport intitulé « La bibliothèque dite “ouverte” et ses lecteurs ».

83e séance plénière
20 décembre 2006
"""

SPANISH = """ 61/901. Medios de la documentación

La Asamblea General,

Recordando su resolución 60/998, de 12 de diciembre de 2005,

1. Pide al Secretario General que presente un informe sobre el estado de las colecciones en su
sexagésimo segundo período de sesiones;

2. Decide que ningún documento se retirará sin el acuerdo escrito de sus autores;

3. Exhorta a los Estados Miembros a que aporten el veinticinco por ciento de las contribuciones
antes del 1 de marzo de 2007;

4. Toma nota del informe titulado «La biblioteca llamada “abierta” y sus lectores».

83ª sesión plenaria
20 de diciembre de 2006
"""

RUSSIAN = """ 61/902. Средства документации

Генеральная Ассамблея,

ссылаясь на свою резолюцию 60/998 от 12 декабря 2005 года,

1. просит Генерального секретаря представить доклад о состоянии собраний на ее шестьдесят второй сессии;

2. постановляет, что документы не могут быть изъяты или изменены без письменного согласия их авторов;

3. призывает государства-члены внести двадцать пять процентов взносов до 1 марта 2007 года;

4. принимает к сведению доклад, озаглавленный «Библиотека, именуемая “открытой”, и ее читатели».

83-е пленарное заседание
20 декабря 2006 года
"""

ARABIC = """ 61/903. وسائل التوثيق

إن الجمعية العامة،

إذ تشير إلى قرارها 60/998 المؤرخ 12 كانون الأول/ديسمبر 2005،

1 - تطلب إلى الأمين العام أن يقدم تقريرا عن حالة المجموعات في دورتها الثانية والستين؛

2 - تقرر ألا تسحب الوثائق ولا تعدل دون موافقة خطية من أصحابها؛

3 - تهيب بالدول الأعضاء أن تدفع خمسة وعشرين في المائة من المساهمات قبل 1 آذار/مارس 2007؛

4 - تحيط علما بالتقرير المعنون ”المكتبة المسماة «المفتوحة» وقراؤها“.

الجلسة العامة 83
20 كانون الأول/ديسمبر 2006
"""

ENGLISH = """ 61/904. Means of documentation

The General Assembly,

Recalling its resolution 60/998 of 12 December 2005,1 in which it called for a “catalogue of the ‘open’ shelves”,

Welcoming the report of the Committee2 and the twenty-five recommendations therein,

1. Requests the Secretary-General:

(a) To keep the catalogue in all official languages, including by exchanging records with libraries;

(b) To publish no fewer than three lists each year:

(i) A list of the holdings acquired;

(ii) A list of the holdings lost;

2. Decides that no document shall be withdrawn without the written consent of its authors;

3. Urges Member States to contribute one half of the costs before 1 March 2007.

_______________
1 Resolution 60/998.
2 A/61/99.

83rd plenary meeting
20 December 2006
"""

FILES = {
    "A_RES_61_900.fr.txt": FRENCH,
    "A_RES_61_901.es.txt": SPANISH,
    "A_RES_61_902.ru.txt": RUSSIAN,
    "A_RES_61_903.ar.txt": ARABIC,
    "A_RES_61_904.en.txt": ENGLISH,
}
