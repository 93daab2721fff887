-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 4 to 5: the dialer. Stop the daemons, back up, load it once:  mariadb astercc < sql/upgrade/0005_dialer.sql
SET NAMES utf8mb4;

ALTER TABLE campaign
  ADD COLUMN server         varchar(40)  NOT NULL DEFAULT '',
  ADD COLUMN profile        varchar(10)  NOT NULL DEFAULT 'generic',
  ADD COLUMN hours          varchar(255) NOT NULL DEFAULT '',
  ADD COLUMN timezone       varchar(255) NOT NULL DEFAULT '',
  ADD COLUMN maxlines       int          NOT NULL DEFAULT 0,
  ADD COLUMN abandontarget  decimal(5,2) NOT NULL DEFAULT 3.00,
  ADD COLUMN ringtime       int          NOT NULL DEFAULT 30,
  ADD COLUMN waittime       int          NOT NULL DEFAULT 2,
  ADD COLUMN message        varchar(120) NOT NULL DEFAULT '',
  ADD COLUMN amd            tinyint      NOT NULL DEFAULT 0,
  ADD COLUMN retrybusy      int          NULL,
  ADD COLUMN retrynoanswer  int          NULL,
  ADD COLUMN retrymachine   int          NULL,
  ADD COLUMN retryfailed    int          NULL,
  ADD COLUMN retryabandoned int          NULL,
  ADD COLUMN listorder      enum('oldest','newest','dialtime') NOT NULL DEFAULT 'dialtime',
  ADD COLUMN asksnational   tinyint      NOT NULL DEFAULT 1,
  ADD COLUMN maxperday      int          NOT NULL DEFAULT 0,
  ADD COLUMN callbackdays   int          NOT NULL DEFAULT 30;

ALTER TABLE diallist
  ADD COLUMN timezone    varchar(40) NOT NULL DEFAULT '',
  ADD COLUMN consenttime datetime    NULL,
  ADD COLUMN linetype    enum('unknown','fixed','mobile') NOT NULL DEFAULT 'unknown',
  ADD COLUMN heldreason  varchar(30) NOT NULL DEFAULT '',
  DROP KEY campaign,
  ADD KEY campaign (campaignid, assign, dialtime, id),
  ADD KEY promised (campaignid, status, dialtime),
  ADD KEY held (campaignid, heldreason);

ALTER TABLE import_old_diallist
  ADD COLUMN timezone    varchar(40) NOT NULL DEFAULT '',
  ADD COLUMN consenttime datetime    NULL,
  ADD COLUMN linetype    enum('unknown','fixed','mobile') NOT NULL DEFAULT 'unknown';

ALTER TABLE dialedlist
  ADD COLUMN server        varchar(40)  NOT NULL DEFAULT '',
  ADD COLUMN mode          enum('hand','timed','limit','queue','progressive','predictive') NOT NULL DEFAULT 'hand',
  ADD COLUMN begintime     datetime(3)  NULL,
  ADD COLUMN persontime    datetime(3)  NULL,
  ADD COLUMN connecttime   datetime(3)  NULL,
  ADD COLUMN endtime       datetime(3)  NULL,
  ADD COLUMN isabandoned   tinyint      NOT NULL DEFAULT 0,
  ADD COLUMN amdstatus     varchar(20)  NOT NULL DEFAULT '',
  ADD COLUMN amdcause      varchar(60)  NOT NULL DEFAULT '',
  ADD COLUMN hangupcause   smallint     NOT NULL DEFAULT 0,
  ADD COLUMN timezone      varchar(40)  NOT NULL DEFAULT '',
  ADD COLUMN consenttime   datetime     NULL,
  ADD COLUMN linetype      enum('unknown','fixed','mobile') NOT NULL DEFAULT 'unknown',
  ADD COLUMN recycledtime  datetime     NULL,
  ADD KEY running (response, id),
  ADD KEY campaign_begun (campaignid, begintime),
  ADD KEY number_begun (dialednumber, begintime),
  DROP KEY dialednumber;

ALTER TABLE agent_log
  ADD KEY linkedid (linkedid);

ALTER TABLE report_calls
  MODIFY source     enum('queue','line','agent','group','campaign') NOT NULL,
  ADD COLUMN campaignid int unsigned NOT NULL DEFAULT 0 AFTER line,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (source, slot, groupid, accountid, queue, line, campaignid);

-- Lines get their wrap-up, campaigns their figures: everything is counted anew from the rows that are there.
DELETE FROM source_position WHERE name LIKE 'report:%';

CREATE TABLE dial_decision (
  id             bigint unsigned NOT NULL AUTO_INCREMENT,
  decidedtime    datetime(3)  NOT NULL,
  campaignid     int unsigned NOT NULL DEFAULT 0,
  groupid        int unsigned NOT NULL DEFAULT 0,
  dialedlistid   bigint unsigned NOT NULL DEFAULT 0,
  number         varchar(40)  NOT NULL,
  verdict        varchar(30)  NOT NULL,
  overridden     varchar(255) NOT NULL DEFAULT '',
  why            varchar(255) NOT NULL DEFAULT '',
  profile        varchar(10)  NOT NULL DEFAULT '',
  profileversion smallint unsigned NOT NULL DEFAULT 0,
  inputs         varchar(1000) NOT NULL DEFAULT '',
  decidedby      varchar(60)  NOT NULL DEFAULT '',
  keepuntil      date         NOT NULL,
  PRIMARY KEY (id),
  KEY number (number, id),
  KEY dialedlistid (dialedlistid),
  KEY campaign (campaignid, id),
  KEY groupid (groupid, id),
  KEY decidedtime (decidedtime),
  KEY keepuntil (keepuntil)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE campaign_hour (
  campaignid   int unsigned NOT NULL,
  slot         datetime     NOT NULL,
  dials        int unsigned NOT NULL DEFAULT 0,
  persons      int unsigned NOT NULL DEFAULT 0,
  connected    int unsigned NOT NULL DEFAULT 0,
  abandoned    int unsigned NOT NULL DEFAULT 0,
  lost         int unsigned NOT NULL DEFAULT 0,
  machines     int unsigned NOT NULL DEFAULT 0,
  busy         int unsigned NOT NULL DEFAULT 0,
  noanswer     int unsigned NOT NULL DEFAULT 0,
  failed       int unsigned NOT NULL DEFAULT 0,
  talksec      int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (campaignid, slot),
  KEY slot (slot)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE campaign_state (
  campaignid   int unsigned NOT NULL,
  asof         datetime(3)  NOT NULL,
  why          varchar(30)  NOT NULL DEFAULT '',
  whyuntil     datetime(3)  NULL,
  detail       varchar(255) NOT NULL DEFAULT '',
  mode         varchar(15)  NOT NULL DEFAULT '',
  due          int unsigned NOT NULL DEFAULT 0,
  dialing      int unsigned NOT NULL DEFAULT 0,
  ringing      int unsigned NOT NULL DEFAULT 0,
  waiting      int unsigned NOT NULL DEFAULT 0,
  talking      int unsigned NOT NULL DEFAULT 0,
  agentsidle   int unsigned NOT NULL DEFAULT 0,
  agentstalking int unsigned NOT NULL DEFAULT 0,
  agentswrapup int unsigned NOT NULL DEFAULT 0,
  agentspaused int unsigned NOT NULL DEFAULT 0,
  linesfree    int          NULL,
  hitrate      decimal(5,4) NULL,
  PRIMARY KEY (campaignid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE campaign_check (
  campaignid   int unsigned NOT NULL,
  begintime    datetime(3)  NOT NULL,
  finishedtime datetime(3)  NULL,
  lastid       bigint unsigned NOT NULL DEFAULT 0,
  checked      int unsigned NOT NULL DEFAULT 0,
  callable     int unsigned NOT NULL DEFAULT 0,
  reasons      varchar(4000) NOT NULL DEFAULT '',
  PRIMARY KEY (campaignid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE national_dnc (
  profile      varchar(10)  NOT NULL,
  number       varchar(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  loadid       int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (profile, number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE national_dnc_load (
  profile      varchar(10)  NOT NULL,
  loadedtime   datetime     NULL,
  numbers      int unsigned NOT NULL DEFAULT 0,
  loadid       int unsigned NOT NULL DEFAULT 0,
  creby        varchar(30)  NOT NULL DEFAULT '',
  state        enum('done','loading','failed') NOT NULL DEFAULT 'done',
  filename     varchar(255) NOT NULL DEFAULT '',
  storedfile   varchar(80)  NOT NULL DEFAULT '',
  prefix       varchar(10)  NOT NULL DEFAULT '',
  linesread    int unsigned NOT NULL DEFAULT 0,
  linesbad     int unsigned NOT NULL DEFAULT 0,
  begintime    datetime     NULL,
  startedby    varchar(30)  NOT NULL DEFAULT '',
  PRIMARY KEY (profile)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE public_holiday (
  id           int unsigned NOT NULL AUTO_INCREMENT,
  profile      varchar(10)  NOT NULL DEFAULT '',
  day          date         NOT NULL,
  name         varchar(60)  NOT NULL DEFAULT '',
  creby        varchar(30)  NOT NULL DEFAULT '',
  cretime      datetime     NULL,
  PRIMARY KEY (id),
  UNIQUE KEY holiday (profile, day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

ALTER TABLE curcdr
  ADD COLUMN answerguessed tinyint NOT NULL DEFAULT 0 AFTER waittime;

ALTER TABLE astercrm_account
  ADD COLUMN hotkeys varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' AFTER skin;

CREATE TABLE call_mark (
  server      varchar(40)  NOT NULL,
  uniqueid    varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  channel     varchar(100) NOT NULL,
  accountid   int unsigned NOT NULL,
  muted       tinyint      NOT NULL DEFAULT 0,
  masked      tinyint      NOT NULL DEFAULT 0,
  parked      tinyint      NOT NULL DEFAULT 0,
  joined      tinyint      NOT NULL DEFAULT 0,
  consulting  varchar(40)  NOT NULL DEFAULT '',
  PRIMARY KEY (server, uniqueid),
  KEY account (accountid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

INSERT INTO schema_version (version, applied, description) VALUES (5, UTC_TIMESTAMP(), 'the dialer');
