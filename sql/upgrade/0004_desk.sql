-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 3 to 4: the desk. Stop the daemons, back up, load it once:  mariadb astercc < sql/upgrade/0004_desk.sql
SET NAMES utf8mb4;

CREATE TABLE originated_call (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  server      varchar(40)  NOT NULL DEFAULT 'asterisk',
  channelid   varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  accountid   int unsigned NOT NULL DEFAULT 0,
  cretime     datetime(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY channelid (channelid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

ALTER TABLE campaign
  ADD COLUMN script              varchar(4000) NOT NULL DEFAULT '',
  ADD COLUMN dispositionrequired tinyint       NOT NULL DEFAULT 0;

ALTER TABLE diallist
  ADD COLUMN memo      varchar(255) NOT NULL DEFAULT '',
  ADD COLUMN claimedby int unsigned NOT NULL DEFAULT 0,
  ADD COLUMN leaseend  datetime(3)  NULL;

ALTER TABLE dialedlist
  ADD COLUMN accountid       int unsigned NOT NULL DEFAULT 0,
  ADD COLUMN dispositionid   int unsigned NOT NULL DEFAULT 0,
  ADD COLUMN disposition     varchar(60)  NOT NULL DEFAULT '',
  ADD COLUMN dispositionby   varchar(30)  NOT NULL DEFAULT '',
  ADD COLUMN dispositiontime datetime     NULL,
  ADD COLUMN memo            varchar(255) NOT NULL DEFAULT '',
  ADD COLUMN iscallback      tinyint      NOT NULL DEFAULT 0,
  ADD KEY uniqueid (uniqueid);

CREATE TABLE campaign_disposition (
  id          int unsigned NOT NULL AUTO_INCREMENT,
  campaignid  int unsigned NOT NULL DEFAULT 0,
  groupid     int unsigned NOT NULL DEFAULT 0,
  disposition varchar(60)  NOT NULL DEFAULT '',
  meaning     enum('final','callback','donotcall','retry') NOT NULL DEFAULT 'final',
  position    int          NOT NULL DEFAULT 0,
  creby       varchar(30)  NOT NULL DEFAULT '',
  cretime     datetime     NULL,
  PRIMARY KEY (id),
  UNIQUE KEY disposition (campaignid, disposition),
  KEY groupid (groupid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE agent_work (
  accountid    int unsigned NOT NULL,
  phase        enum('off','preview','calling','countdown','waiting','paused') NOT NULL DEFAULT 'off',
  isround      tinyint      NOT NULL DEFAULT 0,
  diallistid   bigint unsigned NOT NULL DEFAULT 0,
  dialedlistid bigint unsigned NOT NULL DEFAULT 0,
  since        datetime(3)  NOT NULL,
  nexttime     datetime(3)  NULL,
  seentime     datetime(3)  NOT NULL,
  trouble      enum('none','unanswered','unreachable','away','refused') NOT NULL DEFAULT 'none',
  PRIMARY KEY (accountid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Reports: astercctools fills them from what is there

ALTER TABLE agent_log
  ADD KEY endtime (endtime);

ALTER TABLE dialedlist
  ADD KEY dialedtime (dialedtime);

CREATE TABLE report_calls (
  source      enum('queue','line','agent','group') NOT NULL,
  slot        datetime     NOT NULL,
  groupid     int unsigned NOT NULL DEFAULT 0,
  accountid   int unsigned NOT NULL DEFAULT 0,
  queue       varchar(80)  NOT NULL DEFAULT '',
  line        varchar(80)  NOT NULL DEFAULT '',
  offered     int unsigned NOT NULL DEFAULT 0,
  answered    int unsigned NOT NULL DEFAULT 0,
  abandoned   int unsigned NOT NULL DEFAULT 0,
  unanswered  int unsigned NOT NULL DEFAULT 0,
  answersec   int unsigned NOT NULL DEFAULT 0,
  longestsec  int unsigned NOT NULL DEFAULT 0,
  talksec     int unsigned NOT NULL DEFAULT 0,
  holdsec     int unsigned NOT NULL DEFAULT 0,
  wrapup      int unsigned NOT NULL DEFAULT 0,
  outgoing    int unsigned NOT NULL DEFAULT 0,
  outanswered int unsigned NOT NULL DEFAULT 0,
  outtalksec  int unsigned NOT NULL DEFAULT 0,
  answered5   int unsigned NOT NULL DEFAULT 0,
  answered10  int unsigned NOT NULL DEFAULT 0,
  answered15  int unsigned NOT NULL DEFAULT 0,
  answered20  int unsigned NOT NULL DEFAULT 0,
  answered30  int unsigned NOT NULL DEFAULT 0,
  answered45  int unsigned NOT NULL DEFAULT 0,
  answered60  int unsigned NOT NULL DEFAULT 0,
  answered90  int unsigned NOT NULL DEFAULT 0,
  answered120 int unsigned NOT NULL DEFAULT 0,
  abandoned5  int unsigned NOT NULL DEFAULT 0,
  abandoned10 int unsigned NOT NULL DEFAULT 0,
  abandoned15 int unsigned NOT NULL DEFAULT 0,
  abandoned20 int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (source, slot, groupid, accountid, queue, line),
  KEY account (source, accountid, slot)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE report_time (
  slot        datetime     NOT NULL,
  accountid   int unsigned NOT NULL,
  groupid     int unsigned NOT NULL DEFAULT 0,
  reason      varchar(40)  NOT NULL DEFAULT '',
  ready       int unsigned NOT NULL DEFAULT 0,
  paused      int unsigned NOT NULL DEFAULT 0,
  ringing     int unsigned NOT NULL DEFAULT 0,
  dialing     int unsigned NOT NULL DEFAULT 0,
  talking     int unsigned NOT NULL DEFAULT 0,
  hold        int unsigned NOT NULL DEFAULT 0,
  wrapup      int unsigned NOT NULL DEFAULT 0,
  unreachable int unsigned NOT NULL DEFAULT 0,
  firsttime   datetime(3)  NOT NULL,
  lasttime    datetime(3)  NOT NULL,
  PRIMARY KEY (slot, accountid, groupid, reason),
  KEY account (accountid, slot)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

INSERT INTO schema_version (version, applied, description) VALUES (4, UTC_TIMESTAMP(), 'the desk');
