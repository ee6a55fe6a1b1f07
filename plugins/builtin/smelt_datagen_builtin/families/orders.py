"""What the examples of families stand in: the lines of orders."""

ORDERS = """
    datasets:
      - name: orders
        output: orders
        num_rows: 100
        columns:
          - name: ordered_on
            generator: { type: date, start: "2024-01-01", end: "2024-12-31" }
          - name: ordered_at
            generator:
              type: timestamp_offset
              base: ordered_on
              offset_seconds: { type: uniform_int, min: 0, max: 86400 }
          - name: total
            generator: { type: uniform_int, min: 100, max: 100000 }
    parent: { dataset: orders, children: { type: uniform_int, min: 1, max: 8 } }
    """
