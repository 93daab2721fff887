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

INSERT INTO schema_version (version, applied, description) VALUES (4, UTC_TIMESTAMP(), 'the desk');
