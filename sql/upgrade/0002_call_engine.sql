-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 1 to 2: the call engine. Stop the daemons, back up, load it once:  mariadb astercc < sql/upgrade/0002_call_engine.sql
SET NAMES utf8mb4;

ALTER TABLE curcdr
  ADD COLUMN legno smallint unsigned NOT NULL DEFAULT 1,
  ADD COLUMN waittime datetime(3) NULL;

ALTER TABLE mycdr
  MODIFY COLUMN origin enum('seen','gap','cdr') NOT NULL DEFAULT 'seen',
  ADD COLUMN legno smallint unsigned NOT NULL DEFAULT 1,
  ADD COLUMN ischild enum('yes','no') GENERATED ALWAYS AS (IF(legno > 1, 'yes', 'no')) VIRTUAL,
  ADD COLUMN waitsec int NOT NULL DEFAULT 0,
  ADD COLUMN ringsec int NOT NULL DEFAULT 0,
  ADD COLUMN holdsec int NOT NULL DEFAULT 0,
  ADD COLUMN hangupby varchar(10) NOT NULL DEFAULT '',
  ADD COLUMN monitored int unsigned NOT NULL DEFAULT 0;

CREATE TABLE lease (
  name        varchar(60)     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  holder      varchar(120)    NOT NULL DEFAULT '',
  token       bigint unsigned NOT NULL DEFAULT 0,
  expires     datetime(3)     NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE source_position (
  name        varchar(60)     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  file        varchar(120)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  position    bigint unsigned NOT NULL DEFAULT 0,
  updated     datetime(3)     NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

ALTER TABLE events
  MODIFY COLUMN event mediumtext NULL,
  ADD COLUMN server varchar(40) NOT NULL DEFAULT 'asterisk';

ALTER TABLE peerstatus
  ADD COLUMN address varchar(100) NOT NULL DEFAULT '',
  ADD COLUMN responsetime int NULL;

ALTER TABLE queue_name
  ADD COLUMN talktime int NOT NULL DEFAULT 0,
  ADD COLUMN maxlen int NOT NULL DEFAULT 0;

ALTER TABLE queue_agent
  ADD COLUMN agentname varchar(80) NOT NULL DEFAULT '',
  ADD COLUMN penalty int NOT NULL DEFAULT 0,
  ADD COLUMN ispaused tinyint NOT NULL DEFAULT 0,
  ADD COLUMN pausereason varchar(80) NOT NULL DEFAULT '',
  ADD COLUMN isdynamic tinyint NOT NULL DEFAULT 0;

ALTER TABLE queue_caller
  ADD COLUMN uniqueid varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  ADD COLUMN callerid varchar(80) NOT NULL DEFAULT '',
  ADD COLUMN calleridname varchar(80) NOT NULL DEFAULT '';

ALTER TABLE queue_stats
  ADD COLUMN server varchar(40) NOT NULL DEFAULT 'asterisk',
  ADD COLUMN position bigint unsigned NOT NULL DEFAULT 0,
  DROP KEY unico,
  ADD UNIQUE KEY unico (datetime, server, uniqueid, qname, qagent, qevent, position);

-- What was recorded before has its file; its length and size are not known.
ALTER TABLE monitorrecord
  MODIFY COLUMN filename varchar(255) NULL,
  ADD COLUMN accountid int unsigned NOT NULL DEFAULT 0,
  ADD COLUMN linkedid varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  ADD COLUMN dstuid varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  ADD COLUMN channel varchar(100) NOT NULL DEFAULT '',
  ADD COLUMN monitorid varchar(80) NOT NULL DEFAULT '',
  ADD COLUMN reason enum('forced','demand') NOT NULL DEFAULT 'demand',
  ADD COLUMN status enum('requested','recording','stopping','recorded','ready','failed','missing') NOT NULL DEFAULT 'recorded',
  ADD COLUMN starttime datetime(3) NULL,
  ADD COLUMN endtime datetime(3) NULL,
  ADD COLUMN duration int NOT NULL DEFAULT 0,
  ADD COLUMN filesize bigint unsigned NOT NULL DEFAULT 0,
  ADD COLUMN error varchar(255) NOT NULL DEFAULT '',
  ADD UNIQUE KEY file (server, filename),
  ADD KEY linkedid (linkedid),
  ADD KEY status (status, id);
ALTER TABLE monitorrecord MODIFY COLUMN status enum('requested','recording','stopping','recorded','ready','failed','missing') NOT NULL DEFAULT 'requested';

ALTER TABLE campaign
  ADD COLUMN enablerecycle tinyint NOT NULL DEFAULT 0,
  ADD COLUMN recycletime int NOT NULL DEFAULT 3600;

INSERT INTO schema_version (version, applied, description) VALUES (2, UTC_TIMESTAMP(), 'the call engine');
