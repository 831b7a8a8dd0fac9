"""What the five bundled resolutions say, written down from the printed texts: expected values for tests."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Printed(NamedTuple):
    """One resolution as printed. Footnotes: number, text, and the paragraphs whose markers cite it."""

    file: str
    symbol: str
    language: str
    title: str
    adopted: date
    meeting: str
    preambular: tuple[str, ...]
    operative: tuple[str, ...]
    footnotes: tuple[tuple[str, str, tuple[str, ...]], ...]


PRINTED = (
    Printed(
        "A_RES_52_131.en.txt",
        "A/RES/52/131",
        "en",
        "Strengthening of United Nations action in the field of human rights through the promotion of international "
        "cooperation and the importance of non-selectivity, impartiality and objectivity",
        date(1997, 12, 12),
        "70th plenary meeting",
        (
            "Bearing in mind",
            "Desirous",
            "Deeply convinced",
            "Reaffirming",
            "Reaffirming also",
            "Affirming",
            "Underlining",
        ),
        (
            *(
                "Reiterates",
                "Reaffirms",
                "Calls upon",
                "Considers",
                "Reaffirms",
                "Underlines",
                "Emphasizes",
                "Requests",
            ),
            *("Expresses its conviction", "Stresses", "Invites", "Requests", "Reiterates its request", "Decides"),
        ),
        (
            ("1", "A/CONF.157/24 (Part I), chap. III.", ("pp5",)),
            ("2", "Resolution 217 A (III).", ("op3",)),
            ("3", "See resolution 2200 A (XXI), annex.", ("op3",)),
        ),
    ),
    Printed(
        "A_RES_57_203.en.txt",
        "A/RES/57/203",
        "en",
        "Strengthening United Nations action in the field of human rights through the promotion of international "
        "cooperation and the importance of non-selectivity, impartiality and objectivity",
        date(2002, 12, 18),
        "77th plenary meeting",
        (
            *(
                "Bearing in mind",
                "Desirous",
                "Considering",
                "Deeply convinced",
                "Recalling",
                "Reaffirming",
                "Affirming",
            ),
            "Underlining",
        ),
        (
            *(
                "Reiterates",
                "Reaffirms",
                "Calls upon",
                "Considers",
                "Reaffirms",
                "Requests",
                "Expresses its conviction",
            ),
            *("Stresses", "Invites", "Requests", "Takes note", "Decides"),
        ),
        (
            ("1", "Resolution 217 A (III).", ("pp3", "op3")),
            ("2", "Resolution 2200 A (XXI), annex.", ("pp3", "op3")),
            ("3", "A/CONF.157/24 (Part I), chap. III.", ("pp6",)),
            ("4", "A/57/385.", ("op11",)),
        ),
    ),
    Printed(
        "A_RES_58_170.en.txt",
        "A/RES/58/170",
        "en",
        "Enhancement of international cooperation in the field of human rights",
        date(2003, 12, 22),
        "77th plenary meeting",
        (
            *("Reaffirming its commitment", "Recalling", "Recalling also", "Recognizing", "Reaffirming", "Emphasizing"),
            *("Underlining", "Recalling"),
        ),
        (
            *("Reaffirms", "Recognizes", "Reaffirms", "Urges", "Reaffirms", "Considers", "Reaffirms", "Calls upon"),
            *("Invites", "Decides"),
        ),
        (
            ("1", "A/CONF.157/24 (Part I), chap. III.", ("pp1",)),
            ("2", "See resolution 55/2.", ("pp2",)),
            (
                "3",
                "See Official Records of the Economic and Social Council, 2003, Supplement No. 3 (E/2003/23), chap. "
                "II, sect. A.",
                ("pp2",),
            ),
            ("4", "See E/CN.4/2001/2-E/CN.4/Sub.2/2000/46, chap. II, sect. A.", ("pp8",)),
        ),
    ),
    Printed(
        "A_RES_59_190.zh.txt",
        "A/RES/59/190",
        "zh",
        "促进国际合作并重视非选择性、公正性和客观性以加强联合国在人权领域的行动",
        date(2004, 12, 20),
        "第 74 次全体会议",
        ("铭记", "希望", "考虑到", "深信", "回顾", "重申", "申明", "强调"),
        ("重申", "重申", "吁请", "认为", "重申", "请", "表示深信", "强调", "请", "请", "注意到", "决定"),
        (
            ("1", "第 217 A（III）号决议。", ("pp3", "op3")),
            ("2", "第 2200 A（XXI）号决议，附件。", ("pp3", "op3")),
            ("3", "A/CONF.157/24（Part I）和 Corr.1，第三章。", ("pp6",)),
            ("4", "A/59/327。", ("op11",)),
        ),
    ),
    Printed(
        "A_RES_62_165.en.txt",
        "A/RES/62/165",
        "en",
        "Strengthening United Nations action in the field of human rights through the promotion of international "
        "cooperation and the importance of non-selectivity, impartiality and objectivity",
        date(2007, 12, 18),
        "76th plenary meeting",
        (
            *(
                "Bearing in mind",
                "Desirous",
                "Considering",
                "Deeply convinced",
                "Recalling",
                "Reaffirming",
                "Affirming",
            ),
            "Underlining",
        ),
        (
            *(
                "Reiterates",
                "Reaffirms",
                "Calls upon",
                "Considers",
                "Reaffirms",
                "Requests",
                "Expresses its conviction",
            ),
            *("Stresses", "Invites", "Requests", "Requests", "Decides"),
        ),
        (
            ("1", "Resolution 217 A (III).", ("pp3", "op3")),
            ("2", "Resolution 2200 A (XXI), annex.", ("pp3", "op3")),
            ("3", "A/CONF.157/24 (Part I), chap. III.", ("pp6",)),
        ),
    ),
)

# Whole wordings, by id: those that extraction damaged, and some that it did not.
WORDINGS = {
    "A/RES/52/131#pp1@en": (
        "Bearing in mind that among the purposes of the United Nations are those of developing friendly "
        "relations among nations based on respect for the principle of equal rights and self-determination of "
        "peoples and taking other appropriate measures to strengthen universal peace, as well as achieving "
        "international cooperation in solving international problems of an economic, social, cultural or "
        "humanitarian character and in promoting and encouraging respect for human rights and fundamental "
        "freedoms for all without distinction as to race, sex, language or religion,"
    ),
    "A/RES/52/131#pp2@en": (
        "Desirous of achieving further progress in international cooperation in promoting and encouraging "
        "respect for human rights and fundamental freedoms,"
    ),
    "A/RES/52/131#pp4@en": ("Reaffirming all its resolutions in this regard,"),
    "A/RES/52/131#pp5@en": (
        "Reaffirming also the importance of ensuring the universality, objectivity and non-selectivity of the "
        "consideration of human rights issues, as affirmed in the Vienna Declaration and Programme of Action, "
        "adopted by the World Conference on Human Rights on 25 June 1993,"
    ),
    "A/RES/52/131#op3@en": (
        "Calls upon all Member States to base their activities for the protection and promotion of human rights, "
        "including the development of further international cooperation in this field, on the Charter of the "
        "United Nations, the Universal Declaration of Human Rights, the International Covenant on Economic, "
        "Social and Cultural Rights, the International Covenant on Civil and Political Rights and other relevant "
        "international instruments and to refrain from activities that are inconsistent with that international "
        "framework;"
    ),
    "A/RES/52/131#op5@en": (
        "Reaffirms that the promotion, protection and full realization of all human rights and fundamental "
        "freedoms, as legitimate concerns of the world community, should be guided by the principles of "
        "non-selectivity, impartiality and objectivity and should not be used for political ends;"
    ),
    "A/RES/52/131#op7@en": (
        "Emphasizes that all human rights are universal, indivisible, interdependent and interrelated and that, "
        "as such, the international community must treat them globally in a fair and equal manner, on the same "
        "footing and with the same emphasis;"
    ),
    "A/RES/52/131#op9@en": (
        "Expresses its conviction that an unbiased and fair approach to human rights issues contributes to the "
        "promotion of international cooperation as well as to the effective promotion, protection and "
        "realization of human rights and fundamental freedoms;"
    ),
    "A/RES/52/131#op14@en": (
        'Decides to consider this matter at its fifty-third session under the item entitled "Human rights questions".'
    ),
    "A/RES/57/203#pp3@en": (
        "Considering that such international cooperation should be based on the principles embodied in "
        "international law, especially the Charter of the United Nations, as well as the Universal Declaration "
        "of Human Rights, the International Covenants on Human Rights and other relevant instruments,"
    ),
    "A/RES/57/203#pp6@en": (
        "Reaffirming the importance of ensuring the universality, objectivity and non-selectivity of the "
        "consideration of human rights issues, as affirmed in the Vienna Declaration and Programme of Action "
        "adopted by the World Conference on Human Rights on 25 June 1993,"
    ),
    "A/RES/57/203#op1@en": (
        "Reiterates that, by virtue of the principle of equal rights and self-determination of peoples enshrined "
        "in the Charter of the United Nations, all peoples have the right freely to determine, without external "
        "interference, their political status and to pursue their economic, social and cultural development, and "
        "that every State has the duty to respect that right within the provisions of the Charter, including "
        "respect for territorial integrity;"
    ),
    "A/RES/57/203#op8@en": (
        "Stresses, in this context, the continuing need for impartial and objective information on the "
        "political, economic and social situations and events of all countries;"
    ),
    "A/RES/57/203#op11@en": (
        "Takes note of the report of the Secretary-General, and requests the Secretary-General to invite Member "
        "States to present practical proposals and ideas that would contribute to the strengthening of United "
        "Nations action in the field of human rights, through the promotion of international cooperation based "
        "on the principles of non-selectivity, impartiality and objectivity, and to submit a comprehensive "
        "report on this question to the General Assembly at its fifty-eighth session;"
    ),
    "A/RES/57/203#op12@en": (
        "Decides to consider this matter at its fifty-eighth session under the item entitled “Human rights questions”."
    ),
    "A/RES/58/170#pp1@en": (
        "Reaffirming its commitment to promoting international cooperation, as set forth in the Charter of the "
        "United Nations, in particular Article 1, paragraph 3, as well as relevant provisions of the Vienna "
        "Declaration and Programme of Action, adopted by the World Conference on Human Rights on 25 June 1993, "
        "for enhancing genuine cooperation among Member States in the field of human rights,"
    ),
    "A/RES/58/170#pp2@en": (
        "Recalling its adoption of the United Nations Millennium Declaration on 8 September 2000 and its "
        "resolution 57/224 of 18 December 2002, and taking note of Commission on Human Rights resolution 2003/60 "
        "of 24 April 2003 on the enhancement of international cooperation in the field of human rights,"
    ),
    "A/RES/58/170#op10@en": ("Decides to continue its consideration of this question at its fifty-ninth session."),
    "A/RES/59/190#pp1@zh": (
        "铭记联合国的宗旨包括发展国际间以尊重人民平等权利和自决原则为根据的友好关系，并采取其他适当办法以"
        "增强普遍和平，促成国际合作以解决国际间属于经济、社会、文化或人道主义性质的国际问题，且不分种族、"
        "性别、语言或宗教，增进并激励对于所有人的人权和基本自由的尊重，"
    ),
    "A/RES/59/190#pp3@zh": (
        "考虑到这种国际合作应以国际法，特别是《联合国宪章》、《世界人权宣言》、国际人权盟约和其他相关文书"
        "所载的原则为基础，"
    ),
    "A/RES/59/190#pp6@zh": (
        "重申必须按照世界人权会议 1993 年 6 月 25 日通过的《维也纳宣言和行动纲领》所申明的确"
        "保人权问题的审议工作具有普遍性、客观性和非选择性，"
    ),
    "A/RES/59/190#op3@zh": (
        "吁请所有会员国根据《联合国宪章》、《世界人权宣言》、《经济、社会、文化权利国际盟约》、《公民及政"
        "治权利国际盟约》及其他相关国际文书，进行其促进和保护人权的活动，包括在这一领域发展进一步的国际合"
        "作，并且避免进行任何不符合这一国际框架的活动；"
    ),
    "A/RES/59/190#op11@zh": (
        "注意到秘书长的报告，请秘书长向会员国、政府间组织和非政府组织进一步征求切实可行的建议和意见，此种"
        "建议和意见应有助于在非选择性、公正性和客观性原则的基础上促进国际合作，以加强联合国在人权领域的行"
        "动，并请秘书长向大会第六十届会议提交关于此问题的全面报告；"
    ),
    "A/RES/62/165#pp3@en": (
        "Considering that such international cooperation should be based on the principles embodied in "
        "international law, especially the Charter of the United Nations, as well as the Universal Declaration "
        "of Human Rights, the International Covenants on Human Rights and other relevant instruments,"
    ),
    "A/RES/62/165#pp6@en": (
        "Reaffirming the importance of ensuring the universality, objectivity and non-selectivity of the "
        "consideration of human rights issues, as affirmed in the Vienna Declaration and Programme of Action "
        "adopted by the World Conference on Human Rights on 25 June 1993,"
    ),
    "A/RES/62/165#op12@en": (
        "Decides to consider the matter at its sixty-fourth session under the item entitled “Promotion and "
        "protection of human rights”."
    ),
}
