INSERT INTO article (id, title, sha256, metadata, guessed, words, length, paragraph_count, added_at, text) VALUES ('001_first', '001_First', '4f25c7afadb68d6882496d3e5e87d855f066f5776d260f22258c237181d61ff4', '{"outlet":"The Times","source":"001_first.txt"}', '["outlet","title"]', 8, 43, 2, '2026-11-22 01:02:12.643086', '“We knew,” she said.

Nobody asked her why.');

INSERT INTO article (id, title, sha256, metadata, guessed, words, length, paragraph_count, added_at, text) VALUES ('002_nasty', 'It''s a "title" %s :x', '8d3621a0afc2c3c6c576a0c32177acebd2a20b7391c4e7cf8749d57810707679', '{}', '[]', 6, 34, 2, '2026-11-22 01:02:12.643086', 'Зачем?

“Why; 👩‍👩‍👧? ” she said.
');

INSERT INTO paragraph (article_id, number, span_start, span_end) VALUES ('001_first', 0, 0, 20);

INSERT INTO paragraph (article_id, number, span_start, span_end) VALUES ('001_first', 1, 22, 43);

INSERT INTO paragraph (article_id, number, span_start, span_end) VALUES ('002_nasty', 0, 0, 6);

INSERT INTO paragraph (article_id, number, span_start, span_end) VALUES ('002_nasty', 1, 9, 33);

INSERT INTO annotator (name, kind) VALUES ('ann', 'person');

INSERT INTO annotator (name, kind) VALUES ('Zoë', 'person');

INSERT INTO annotator (name, kind) VALUES ('quotes-by-rule', 'machine');

INSERT INTO annotator (name, kind) VALUES ('gold', 'gold');

INSERT INTO scheme (fingerprint, name, text, first_used_at) VALUES ('0123456789abcdef', 'news', 'name: news
labels:
  direct_quote: {key: q}
', '2026-11-22 01:02:12.647394');

INSERT INTO annotation (id, article_id, annotator, label, made_at, scheme, attributes, comment, origin, score, unsure) VALUES ('00000000000000000000000000000001', '001_first', 'ann', 'direct_quote', '2026-11-22 09:30:15.123456', '0123456789abcdef', '{"verb":["said","knew"],"named":false,"count":2,"share":0.5,"speaker":"O''Hara"}', '“so”; really?', 'hand', NULL, FALSE);

INSERT INTO annotation (id, article_id, annotator, label, made_at, scheme, attributes, comment, origin, score, unsure) VALUES ('00000000000000000000000000000002', '001_first', 'ann', 'named_source', '2026-11-22 09:30:15.123456', '0123456789abcdef', '{}', 'changed', 'hand', NULL, TRUE);

INSERT INTO annotation (id, article_id, annotator, label, made_at, scheme, attributes, comment, origin, score, unsure) VALUES ('00000000000000000000000000000004', '002_nasty', 'quotes-by-rule', 'direct_quote', '2026-11-22 09:30:15.123456', '0123456789abcdef', '{}', '', 'suggestion', 0.875, FALSE);

INSERT INTO annotation (id, article_id, annotator, label, made_at, scheme, attributes, comment, origin, score, unsure) VALUES ('00000000000000000000000000000005', '002_nasty', 'ann', 'direct_quote', '2026-11-22 09:30:15.123456', '0123456789abcdef', '{}', '', 'hand', NULL, FALSE);

INSERT INTO annotation (id, article_id, annotator, label, made_at, scheme, attributes, comment, origin, score, unsure) VALUES ('00000000000000000000000000000020', '001_first', 'gold', 'direct_quote', '2026-11-22 09:30:15.123456', '0123456789abcdef', '{"verb":["said","knew"]}', '', 'adjudication', NULL, FALSE);

INSERT INTO segment (annotation_id, number, span_start, span_end) VALUES ('00000000000000000000000000000001', 0, 0, 9);

INSERT INTO segment (annotation_id, number, span_start, span_end) VALUES ('00000000000000000000000000000004', 0, 9, 33);

INSERT INTO segment (annotation_id, number, span_start, span_end) VALUES ('00000000000000000000000000000002', 0, 0, 20);

INSERT INTO segment (annotation_id, number, span_start, span_end) VALUES ('00000000000000000000000000000002', 1, 22, 28);

INSERT INTO segment (annotation_id, number, span_start, span_end) VALUES ('00000000000000000000000000000005', 0, 9, 33);

INSERT INTO segment (annotation_id, number, span_start, span_end) VALUES ('00000000000000000000000000000020', 0, 0, 9);

INSERT INTO relation (id, annotator, type, from_id, to_id) VALUES ('00000000000000000000000000000003', 'ann', 'said_by', '00000000000000000000000000000001', '00000000000000000000000000000002');

INSERT INTO relation (id, annotator, type, from_id, to_id) VALUES ('00000000000000000000000000000014', 'ann', 'same_quote', '00000000000000000000000000000001', '00000000000000000000000000000005');

INSERT INTO read_mark (article_id, annotator, paragraph, at) VALUES ('001_first', 'ann', 0, '2026-11-22 09:30:15.123456');

INSERT INTO read_mark (article_id, annotator, paragraph, at) VALUES ('001_first', 'ann', 1, '2026-11-22 09:30:15.123456');

INSERT INTO read_mark (article_id, annotator, paragraph, at) VALUES ('002_nasty', 'Zoë', 1, '2026-11-22 09:30:15.123456');

INSERT INTO read_mark (article_id, annotator, paragraph, at) VALUES ('001_first', 'gold', 0, '2026-11-22 09:30:15.123456');

INSERT INTO note (id, article_id, annotator, paragraph, text, made_at) VALUES ('00000000000000000000000000000010', '001_first', 'ann', 1, 'Who “asked”?

; it''s odd', '2026-11-22 09:30:15.123456');

INSERT INTO note (id, article_id, annotator, paragraph, text, made_at) VALUES ('00000000000000000000000000000011', '002_nasty', 'Zoë', NULL, 'on all of it', '2026-11-22 09:30:15.123456');

INSERT INTO note (id, article_id, annotator, paragraph, text, made_at) VALUES ('00000000000000000000000000000012', '001_first', 'ann', 0, 'both', '2026-11-22 09:30:15.123456');

INSERT INTO note (id, article_id, annotator, paragraph, text, made_at) VALUES ('00000000000000000000000000000013', '002_nasty', 'ann', 0, 'both', '2026-11-22 09:30:15.123456');

INSERT INTO skip (article_id, annotator, reason, at) VALUES ('002_nasty', 'Zoë', 'not in a language that I read', '2026-11-22 09:30:15.123456');

INSERT INTO decision (id, article_id, annotator, span_start, span_end, candidates, result, verdict, "by", comment, at) VALUES ('00000000000000000000000000000021', '001_first', 'gold', 0, 9, '["00000000000000000000000000000001"]', '["00000000000000000000000000000020"]', 'took', 'Zoë', 'as ann has it', '2026-11-22 09:30:15.123456');

INSERT INTO decision (id, article_id, annotator, span_start, span_end, candidates, result, verdict, "by", comment, at) VALUES ('00000000000000000000000000000022', '001_first', 'gold', 0, 28, '["00000000000000000000000000000002"]', '[]', 'rejected', 'O''Hara', '“so”; no', '2026-11-22 09:30:15.123456');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'do', '[[null,{"annotation":"00000000000000000000000000000001","article":"001_first","annotator":"ann","label":"direct_quote","segments":[[0,9]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{"verb":["said","knew"],"named":false,"count":2,"share":0.5,"speaker":"O''Hara"},"comment":"“so”; really?","origin":"hand","score":null}],[null,{"annotation":"00000000000000000000000000000002","article":"001_first","annotator":"ann","label":"anonymous_source","segments":[[0,20],[22,28]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"","origin":"hand","score":null}]]', '2026-11-22 09:30:16.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'do', '[[null,{"relation":"00000000000000000000000000000003","annotator":"ann","type":"said_by","from":"00000000000000000000000000000001","to":"00000000000000000000000000000002"}]]', '2026-11-22 09:30:17.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'do', '[[{"annotation":"00000000000000000000000000000002","article":"001_first","annotator":"ann","label":"anonymous_source","segments":[[0,20],[22,28]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"","origin":"hand","score":null},{"annotation":"00000000000000000000000000000002","article":"001_first","annotator":"ann","label":"named_source","segments":[[0,20],[22,28]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"changed","origin":"hand","score":null}]]', '2026-11-22 09:30:18.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'undo', '[[{"annotation":"00000000000000000000000000000002","article":"001_first","annotator":"ann","label":"named_source","segments":[[0,20],[22,28]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"changed","origin":"hand","score":null},{"annotation":"00000000000000000000000000000002","article":"001_first","annotator":"ann","label":"anonymous_source","segments":[[0,20],[22,28]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"","origin":"hand","score":null}]]', '2026-11-22 09:30:19.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'redo', '[[{"annotation":"00000000000000000000000000000002","article":"001_first","annotator":"ann","label":"anonymous_source","segments":[[0,20],[22,28]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"","origin":"hand","score":null},{"annotation":"00000000000000000000000000000002","article":"001_first","annotator":"ann","label":"named_source","segments":[[0,20],[22,28]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"changed","origin":"hand","score":null}]]', '2026-11-22 09:30:20.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'do', '[[null,{"read":0,"article":"001_first","annotator":"ann","at":"2026-11-22T09:30:15.123456+00:00"}],[null,{"read":1,"article":"001_first","annotator":"ann","at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:30:21.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('002_nasty', 'quotes-by-rule', 'do', '[[null,{"annotation":"00000000000000000000000000000004","article":"002_nasty","annotator":"quotes-by-rule","label":"direct_quote","segments":[[9,33]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"","origin":"suggestion","score":0.875}]]', '2026-11-22 09:30:22.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('002_nasty', 'Zoë', 'do', '[[null,{"read":1,"article":"002_nasty","annotator":"Zoë","at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:30:23.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'do', '[[{"annotation":"00000000000000000000000000000002","article":"001_first","annotator":"ann","label":"named_source","segments":[[0,20],[22,28]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"changed","origin":"hand","score":null,"unsure":false},{"annotation":"00000000000000000000000000000002","article":"001_first","annotator":"ann","label":"named_source","segments":[[0,20],[22,28]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"changed","origin":"hand","score":null,"unsure":true}]]', '2026-11-22 09:31:15.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'do', '[[null,{"note":"00000000000000000000000000000010","article":"001_first","annotator":"ann","paragraph":1,"text":"Who “asked”?\r\n\n; it''s odd","made_at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:32:15.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('002_nasty', 'Zoë', 'do', '[[null,{"note":"00000000000000000000000000000011","article":"002_nasty","annotator":"Zoë","paragraph":null,"text":"on all of it","made_at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:33:15.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('002_nasty', 'Zoë', 'do', '[[null,{"skip":"not in a language that I read","article":"002_nasty","annotator":"Zoë","at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:34:15.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'do', '[[null,{"note":"00000000000000000000000000000012","article":"001_first","annotator":"ann","paragraph":0,"text":"both","made_at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:35:15.123456', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('002_nasty', 'ann', 'do', '[[null,{"note":"00000000000000000000000000000013","article":"002_nasty","annotator":"ann","paragraph":0,"text":"both","made_at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:35:15.123456', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('002_nasty', 'ann', 'undo', '[[{"note":"00000000000000000000000000000013","article":"002_nasty","annotator":"ann","paragraph":0,"text":"both","made_at":"2026-11-22T09:30:15.123456+00:00"},null]]', '2026-11-22 09:36:15.123456', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'undo', '[[{"note":"00000000000000000000000000000012","article":"001_first","annotator":"ann","paragraph":0,"text":"both","made_at":"2026-11-22T09:30:15.123456+00:00"},null]]', '2026-11-22 09:36:15.123456', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'ann', 'redo', '[[null,{"note":"00000000000000000000000000000012","article":"001_first","annotator":"ann","paragraph":0,"text":"both","made_at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:37:15.123456', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('002_nasty', 'ann', 'redo', '[[null,{"note":"00000000000000000000000000000013","article":"002_nasty","annotator":"ann","paragraph":0,"text":"both","made_at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:37:15.123456', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('002_nasty', 'ann', 'do', '[[null,{"annotation":"00000000000000000000000000000005","article":"002_nasty","annotator":"ann","label":"direct_quote","segments":[[9,33]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{},"comment":"","origin":"hand","score":null,"unsure":false}],[null,{"relation":"00000000000000000000000000000014","annotator":"ann","type":"same_quote","from":"00000000000000000000000000000001","to":"00000000000000000000000000000005"}]]', '2026-11-22 09:38:15.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'gold', 'do', '[[null,{"annotation":"00000000000000000000000000000020","article":"001_first","annotator":"gold","label":"direct_quote","segments":[[0,9]],"made_at":"2026-11-22T09:30:15.123456+00:00","scheme":"0123456789abcdef","attributes":{"verb":["said","knew"]},"comment":"","origin":"adjudication","score":null,"unsure":false}],[null,{"decision":"00000000000000000000000000000021","article":"001_first","annotator":"gold","extent":[0,9],"candidates":["00000000000000000000000000000001"],"result":["00000000000000000000000000000020"],"verdict":"took","by":"Zoë","comment":"","at":"2026-11-22T09:30:15.123456+00:00"}],[null,{"read":0,"article":"001_first","annotator":"gold","at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:30:15.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'gold', 'do', '[[null,{"decision":"00000000000000000000000000000022","article":"001_first","annotator":"gold","extent":[0,28],"candidates":["00000000000000000000000000000002"],"result":[],"verdict":"rejected","by":"O''Hara","comment":"“so”; no","at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:30:15.123456', '');

INSERT INTO history (article_id, annotator, deed, changes, at, batch) VALUES ('001_first', 'gold', 'do', '[[{"decision":"00000000000000000000000000000021","article":"001_first","annotator":"gold","extent":[0,9],"candidates":["00000000000000000000000000000001"],"result":["00000000000000000000000000000020"],"verdict":"took","by":"Zoë","comment":"","at":"2026-11-22T09:30:15.123456+00:00"},{"decision":"00000000000000000000000000000021","article":"001_first","annotator":"gold","extent":[0,9],"candidates":["00000000000000000000000000000001"],"result":["00000000000000000000000000000020"],"verdict":"took","by":"Zoë","comment":"as ann has it","at":"2026-11-22T09:30:15.123456+00:00"}]]', '2026-11-22 09:30:15.123456', '')