"""Factories for cases, and the runner that executes a service's journeys.

A journey (services/**/journeys/*.yaml) says who does what and what must come out:

    name: {en: "…", ur: "…"}           # or a plain string
    today: 2026-11-24T09:00+05:00      # the moment of the first step; the clock moves only by `wait`
    place: multan-city                 # optional: officers are looked up for the case's place anyway
    steps:
      - as: citizen
        do: fill                       # saves form pages; several fill steps may follow one another
        answers: {name: "…", district: multan, lived_since: 2015-03}
        files: {proof_of_address: sample.pdf}    # a file of the journeys folder, or made up when it is missing
        expect: {refused: {cnic: "…part of the message or its code…"}}     # optional
      - {as: citizen, do: submit, expect: {state: with_office, with: clerk, until: 2026-12-01}}
      - {as: clerk, do: send_back, fields: [proof_of_address], reason: "…", expect: {state: with_applicant}}
      - {as: citizen, do: mend, answers: {…}, files: {…}}
      - {as: clerk, do: note, text: "…"}
      - {as: clerk, do: forward, note: "…", expect: {with: assistant-commissioner}}
      - {as: assistant-commissioner, do: approve, expect: {state: granted, documents: [domicile-certificate]}}
      - {as: clerk, do: refuse, reason: not-resident, words: "…", expect: {state: refused}}
      - {as: citizen, do: withdraw, expect: {state: withdrawn}}
      - {do: wait, days: 8, expect: {late: true}}         # calendar days

`as` is `citizen` or the role of a post (service.yaml roles -> role). `task: <node id>` on an officer's step picks
one of several open tasks of a parallel branch. `expect` keys, all optional: state, with (role of a holder, or
"applicant"; a list for parallel branches), until (promised day), late (bool), tasks (open node ids), documents
(kinds issued), clock (running|stopped), refused (code of the refusal the step must meet, or field -> part of message).
A step without `expect: {refused: …}` must succeed.
"""
