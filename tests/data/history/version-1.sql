-- A history as version 1 of the tables holds it.
CREATE TABLE conversations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, began REAL NOT NULL, changed REAL NOT NULL, title TEXT NOT NULL DEFAULT '',
    named INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 1, deleted REAL
);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, conversation INTEGER NOT NULL, seq INTEGER NOT NULL, at REAL NOT NULL,
    type TEXT NOT NULL, side TEXT NOT NULL, text TEXT NOT NULL, body TEXT NOT NULL
);
CREATE UNIQUE INDEX entry_of ON entries (conversation, seq);
CREATE TABLE recordings (
    folder TEXT PRIMARY KEY, conversation INTEGER NOT NULL, began REAL NOT NULL
);
CREATE TABLE spoken (id INTEGER PRIMARY KEY, plain TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(plain, content='spoken', content_rowid='id', tokenize='trigram');
CREATE TRIGGER spoken_added AFTER INSERT ON spoken BEGIN
    INSERT INTO words (rowid, plain) VALUES (new.id, new.plain); END;
CREATE TRIGGER spoken_removed AFTER DELETE ON spoken BEGIN
    INSERT INTO words (words, rowid, plain) VALUES ('delete', old.id, old.plain); END;
CREATE TRIGGER spoken_changed AFTER UPDATE ON spoken BEGIN
    INSERT INTO words (words, rowid, plain) VALUES ('delete', old.id, old.plain);
    INSERT INTO words (rowid, plain) VALUES (new.id, new.plain); END;
INSERT INTO "conversations" VALUES(1,1773480000.0,1773480003.0,'When does the train to Lisbon leave?',0,0,NULL);
INSERT INTO "entries" VALUES(1,1,0,1773480000.0,'session','note','','{"type": "session", "t": 0.0, "version": "0.1.0", "bundle": {}, "provider": "CPU", "chunk_ms": 200, "seed": 1, "wall_s": 1773480000.0, "background": ""}');
INSERT INTO "entries" VALUES(2,1,1,1773480001.0,'heard','user','When does the train to Lisbon leave?','{"type": "heard", "t": 2.0, "id": "u1", "text": "When does the train to Lisbon leave?", "final": true, "start": 1.0, "end": 2.0, "stable": 0}');
INSERT INTO "entries" VALUES(3,1,2,1773480003.0,'speech','assistant','At seven.','{"type": "speech", "t": 4.0, "id": "s1", "kind": "response", "text": "At seven.", "start": 3.0, "end": 4.0, "completed": true, "cause": 3.0, "filler": false}');
INSERT INTO "spoken" VALUES(2,'when does the train to lisbon leave?');
INSERT INTO "spoken" VALUES(3,'at seven.');
PRAGMA user_version = 1;
