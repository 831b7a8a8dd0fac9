"""Resolutions made up for tests: sub-paragraphs and an annex, clauses without numbers, one number for two texts."""

SUB_PARAGRAPHS = """ 60/998. Reports on parts

The General Assembly,

Recalling its resolution 59/190,

1. Requests the Secretary-General:

(a) To report on the parts;

(b) To publish:

(i) A list of the parts;

(ii) An index of the parts;

2. Decides to consider the parts at its sixty-first session.

70th plenary meeting
12 December 2005

Annex

Rules for parts

1. Parts are listed.

2. Parts are counted.

3. Parts are numbered.
"""

UNNUMBERED = """83 (1950). Resolution of 27 June 1950
[S/1511]

The Security Council,

Having determined that the armed attack constitutes a breach of the peace,

Recommends that the Members furnish such assistance as may be necessary;

Requests all Members to report.

Adopted at the 474th meeting by 7 votes to 1
"""

PART_A = """ 48/75 A. Transfer of arms

The General Assembly,

Recalling its resolution 47/52,

1. Calls upon States to limit transfers;

2. Decides to consider the matter at its forty-ninth session.

81st plenary meeting
16 December 1993
"""

PART_L = """ 48/75 L. Verification

The General Assembly,

Noting verification,

1. Welcomes verification;

2. Requests verification of transfers;

3. Decides to consider verification at its forty-ninth session.

81st plenary meeting
16 December 1993
"""

FILES = {
    "A_RES_60_998.en.txt": SUB_PARAGRAPHS,
    "S_RES_83_1950.en.txt": UNNUMBERED,
    "A_RES_48_75_A.en.txt": PART_A,
    "A_RES_48_75_L.en.txt": PART_L,
}
