# What jq has and jaq's standard library leaves to its program.
def row(escape):
  if isarray then
    map(if . == null then ""
      elif isstring then escape
      elif isboolean or isnumber then tostring
      else error("\(type) (\(tojson)) cannot stand in a row") end)
  else error("\(type) (\(tojson)) is no row") end;
def @csv: row("\"" + gsub("\""; "\"\"") + "\"") | join(",");
def @tsv:
  row(gsub("\\\\"; "\\\\") | gsub("\t"; "\\t") | gsub("\r"; "\\r") | gsub("\n"; "\\n"))
  | join("\t");
