"""Reads and writes the rows of a JSONL file with Python's json; prints the seconds of each as JSON."""

import json, sys, time

begun = time.process_time()
with open(sys.argv[1], encoding="utf-8") as file:
    rows = [json.loads(line) for line in file]
read = time.process_time() - begun
begun = time.process_time()
with open(sys.argv[2], "w", encoding="utf-8") as file:
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
print(json.dumps({"read": read, "write": time.process_time() - begun}))
