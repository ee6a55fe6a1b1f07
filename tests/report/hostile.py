"""A config whose names and values would be markup, if they were not escaped."""

HOSTILE = r"""
datasets:
  - name: "<script>window.hacked = 1</script>"
    output: a
    num_rows: 200
    columns:
      - { name: "\"><img src=x onerror=window.hacked=1>", generator: { type: sequential_id } }
      - name: "</style><script>window.hacked=2</script>"
        generator:
          type: weighted_choice
          values: { "<b>bold</b>": 2, "\u202Ereversed & \u0007rung": 1, "': 'quoted\"": 1, "": 1 }
      - name: "&amp; too long for a telephone_without_a_space_to_break_it_anywhere_at_all"
        generator: { type: constant, value: "without_a_space_and_longer_than_the_screen_is_wide" }
  - name: "b' onclick='x"
    output: b
    num_rows: 300
    columns:
      - name: "key <of> a"
        generator: { type: foreign_key, dataset: "<script>window.hacked = 1</script>" }
      - { name: score, generator: { type: normal } }
"""
