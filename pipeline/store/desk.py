"""The quality desk: one row a document, with warnings about what an editor should look at."""

from __future__ import annotations

from pipeline.store.rows import MAIN

ONE_DATE = 8  # events of one document on one day, from which the date is doubtful
FAR_DEGREES = 60.0  # from the median of a document's places, from which a lone place is doubtful ...
NEAR_DEGREES = 10.0  # ... if half of the others lie this near

# A warning is a short phrase; several are joined by "; ". A lone place is one that no other event of the document
# shares, far from the median of at least four placed events. A history needs no date of its own; news does.
DOCUMENTS = f"""
WITH middle AS (
  SELECT document_id, median(lat) AS lat, median(lon) AS lon FROM events WHERE lat IS NOT NULL
  GROUP BY document_id HAVING count(*) >= 4),
spread AS (
  SELECT document_id, place_id, greatest(abs(events.lat - middle.lat),
    least(abs(events.lon - middle.lon), 360 - abs(events.lon - middle.lon))) AS degrees
  FROM events JOIN middle USING (document_id) WHERE events.lat IS NOT NULL),
far AS (
  SELECT document_id, count(*) AS events FROM (
    SELECT document_id, place_id FROM spread WHERE degrees > {FAR_DEGREES} GROUP BY ALL HAVING count(*) = 1)
  WHERE document_id IN (SELECT document_id FROM spread GROUP BY document_id HAVING median(degrees) < {NEAR_DEGREES})
  GROUP BY document_id),
crowd AS (
  SELECT document_id, max(events) AS events FROM (
    SELECT document_id, best, count(*) AS events FROM events WHERE best IS NOT NULL
      AND basis NOT IN ('dct', 'bounded', 'user') GROUP BY ALL)
  GROUP BY document_id),
counted AS (
  SELECT document_id, count(*) AS events,
    count(*) FILTER ({MAIN} AND status <> 'rejected') AS main,
    count(*) FILTER (best IS NULL) AS undated, count(*) FILTER (lat IS NULL) AS unplaced,
    count(*) FILTER (basis = 'dct') AS by_document_date,
    max("start") FILTER (modality IN ('happened', 'ongoing') AND basis <> 'user') AS latest
  FROM events GROUP BY document_id)
SELECT document_id, title, source, language, kind, media_type, dct_value AS dct, dct_origin, error,
  coalesce(counted.events, 0)::INTEGER AS events, coalesce(main, 0)::INTEGER AS main,
  coalesce(undated, 0)::INTEGER AS undated, coalesce(unplaced, 0)::INTEGER AS unplaced,
  concat_ws('; ',
    CASE WHEN error <> '' THEN 'could not be read' END,
    CASE WHEN dct_value = '' AND error = '' AND (kind = 'news' OR undated > 0) THEN 'no date' END,
    CASE WHEN dct_origin = 'file time' THEN 'dated by its file only' END,
    CASE WHEN coalesce(counted.events, 0) = 0 AND error = '' THEN 'no events' END,
    CASE WHEN crowd.events >= {ONE_DATE} THEN 'many events on one date' END,
    CASE WHEN regexp_matches(dct_value, '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')
          AND latest > epoch_us(CAST(dct_value[1:10] AS TIMESTAMP)) + 86400000000 THEN 'dates after its own' END,
    CASE WHEN far.events > 0 THEN 'a place far from the rest' END) AS warnings
FROM documents LEFT JOIN counted USING (document_id) LEFT JOIN crowd USING (document_id)
  LEFT JOIN far USING (document_id)
ORDER BY warnings = '', title, source
"""  # noqa: S608  (only our own numbers are written into it)
