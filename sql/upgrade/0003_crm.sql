-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 2 to 3: the CRM. Stop the daemons, back up, load it once:  mariadb astercc < sql/upgrade/0003_crm.sql
SET NAMES utf8mb4;

-- Customers, contacts, notes and the lists

ALTER TABLE customer
  ADD KEY cretime (cretime),
  ADD KEY city (city);

ALTER TABLE diallist
  ADD KEY dialnumber (dialnumber);

CREATE TABLE dnc (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  number      varchar(40)  NOT NULL DEFAULT '',
  groupid     int unsigned NOT NULL DEFAULT 0,
  campaignid  int unsigned NOT NULL DEFAULT 0,
  reason      varchar(255) NOT NULL DEFAULT '',
  creby       varchar(30)  NOT NULL DEFAULT '',
  cretime     datetime     NULL,
  PRIMARY KEY (id),
  UNIQUE KEY number (number, groupid, campaignid),
  KEY groupid (groupid, id),
  KEY campaignid (campaignid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE grid_columns (
  accountid   int unsigned NOT NULL,
  grid        varchar(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  columns     text         NOT NULL,
  PRIMARY KEY (accountid, grid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Import

ALTER TABLE customer
  ADD COLUMN importid int unsigned NOT NULL DEFAULT 0,
  ADD COLUMN modtime datetime(3) NULL ON UPDATE CURRENT_TIMESTAMP(3),
  ADD KEY importid (importid, id);

ALTER TABLE contact
  ADD COLUMN importid int unsigned NOT NULL DEFAULT 0,
  ADD COLUMN modtime datetime(3) NULL ON UPDATE CURRENT_TIMESTAMP(3),
  ADD KEY importid (importid, id);

ALTER TABLE diallist
  ADD COLUMN importid int unsigned NOT NULL DEFAULT 0,
  ADD COLUMN modtime datetime(3) NULL ON UPDATE CURRENT_TIMESTAMP(3),
  ADD KEY importid (importid, id);

CREATE TABLE import_job (
  id          int unsigned NOT NULL AUTO_INCREMENT,
  groupid     int unsigned NOT NULL DEFAULT 0,
  target      varchar(10)  NOT NULL DEFAULT '',
  filename    varchar(255) NOT NULL DEFAULT '',
  storedfile  varchar(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  status      varchar(10)  NOT NULL DEFAULT 'reading',
  form        varchar(500) NOT NULL DEFAULT '',
  header      tinyint      NULL,
  preview     mediumtext   NOT NULL,
  plan        mediumtext   NOT NULL,
  bytesdone   bigint unsigned NOT NULL DEFAULT 0,
  bytestotal  bigint unsigned NOT NULL DEFAULT 0,
  rowsread    int unsigned NOT NULL DEFAULT 0,
  inserted    int unsigned NOT NULL DEFAULT 0,
  updated     int unsigned NOT NULL DEFAULT 0,
  skipped     int unsigned NOT NULL DEFAULT 0,
  rejected    int unsigned NOT NULL DEFAULT 0,
  dialed      int unsigned NOT NULL DEFAULT 0,
  error       varchar(40)  NOT NULL DEFAULT '',
  errorline   int unsigned NOT NULL DEFAULT 0,
  detail      varchar(255) NOT NULL DEFAULT '',
  removed     int unsigned NOT NULL DEFAULT 0,
  restored    int unsigned NOT NULL DEFAULT 0,
  kept        int unsigned NOT NULL DEFAULT 0,
  details     enum('kept','going','gone') NOT NULL DEFAULT 'kept',
  creby       varchar(30)  NOT NULL DEFAULT '',
  cretime     datetime(3)  NOT NULL,
  accountid   int unsigned NOT NULL DEFAULT 0,
  username    varchar(30)  NOT NULL DEFAULT '',
  address     varchar(45)  NOT NULL DEFAULT '',
  asktime     datetime(3)  NOT NULL,
  starttime   datetime(3)  NULL,
  finishtime  datetime(3)  NULL,
  PRIMARY KEY (id),
  KEY groupid (groupid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE import_row_reject (
  importid    int unsigned NOT NULL,
  line        int unsigned NOT NULL,
  flaws       varchar(1000) NOT NULL DEFAULT '',
  cells       mediumtext   NOT NULL,
  PRIMARY KEY (importid, line)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Rows as they were before an import updated them, until it is undone or its details go. modtime: theirs of then.
CREATE TABLE import_old_customer (
  importid        int unsigned NOT NULL,
  id              int unsigned NOT NULL,
  customer        varchar(120) NOT NULL,
  address         varchar(200) NOT NULL,
  zipcode         varchar(20)  NOT NULL,
  website         varchar(255) NOT NULL,
  category        varchar(255) NOT NULL,
  city            varchar(50)  NOT NULL,
  state           varchar(50)  NOT NULL,
  country         varchar(50)  NOT NULL,
  phone           varchar(50)  NOT NULL,
  phone_ext       varchar(8)   NOT NULL,
  fax             varchar(50)  NOT NULL,
  fax_ext         varchar(8)   NOT NULL,
  mobile          varchar(50)  NOT NULL,
  email           varchar(100) NOT NULL,
  contact         varchar(50)  NOT NULL,
  contactgender   varchar(10)  NOT NULL,
  bankname        varchar(100) NOT NULL,
  bankaccount     varchar(100) NOT NULL,
  bankzip         varchar(100) NOT NULL,
  bankaccountname varchar(100) NOT NULL,
  modtime         datetime(3)  NULL,
  PRIMARY KEY (importid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE import_old_contact (
  importid        int unsigned NOT NULL,
  id              int unsigned NOT NULL,
  contact         varchar(60)  NOT NULL,
  gender          varchar(10)  NOT NULL,
  position        varchar(100) NOT NULL,
  phone           varchar(50)  NOT NULL,
  ext             varchar(8)   NOT NULL,
  phone1          varchar(50)  NOT NULL,
  ext1            varchar(8)   NOT NULL,
  phone2          varchar(50)  NOT NULL,
  ext2            varchar(8)   NOT NULL,
  mobile          varchar(50)  NOT NULL,
  fax             varchar(50)  NOT NULL,
  fax_ext         varchar(8)   NOT NULL,
  email           varchar(100) NOT NULL,
  modtime         datetime(3)  NULL,
  PRIMARY KEY (importid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE import_old_diallist (
  importid        int unsigned NOT NULL,
  id              bigint unsigned NOT NULL,
  dialnumber      varchar(40)  NOT NULL,
  dialtime        datetime     NULL,
  assign          varchar(30)  NOT NULL,
  modtime         datetime(3)  NULL,
  PRIMARY KEY (importid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE import_mapping (
  accountid   int unsigned NOT NULL,
  target      varchar(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  signature   char(16)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mapping     varchar(2000) NOT NULL DEFAULT '',
  PRIMARY KEY (accountid, target, signature)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Accounts, groups, settings, audit

ALTER TABLE astercrm_account
  ADD COLUMN usertype_id int unsigned NOT NULL DEFAULT 0,
  ADD KEY usertype_id (usertype_id);

-- Account types beside admin, groupadmin and agent. An account of one has it in usertype_id, its base in usertype.
CREATE TABLE user_types (
  id            int unsigned NOT NULL AUTO_INCREMENT,
  usertypename  varchar(60)  NOT NULL,
  memo          varchar(255) NOT NULL DEFAULT '',
  basetype      varchar(20)  NOT NULL DEFAULT 'agent',
  cretime       datetime     NULL,
  creby         varchar(30)  NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  UNIQUE KEY usertypename (usertypename)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What they may do: action is view, edit, delete, export or download.
CREATE TABLE user_privileges (
  user_type_id  int unsigned NOT NULL,
  page          varchar(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  action        varchar(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (user_type_id, page, action)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Who changed what in which row, one row per field. Append-only: the web programs have SELECT and INSERT only.
-- action: create, update, delete. oldvalue and newvalue are NULL where the field is a secret. groupid: whose row it was.
CREATE TABLE audit_log (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  cretime     datetime(3)  NOT NULL,
  accountid   int unsigned NOT NULL DEFAULT 0,
  username    varchar(30)  NOT NULL DEFAULT '',
  address     varchar(45)  NOT NULL DEFAULT '',
  groupid     int unsigned NOT NULL DEFAULT 0,
  action      varchar(10)  NOT NULL,
  object      varchar(40)  NOT NULL DEFAULT '',
  objectid    bigint unsigned NOT NULL DEFAULT 0,
  field       varchar(60)  NOT NULL DEFAULT '',
  oldvalue    text         NULL,
  newvalue    text         NULL,
  PRIMARY KEY (id),
  KEY groupid (groupid, id),
  KEY object (object, objectid, id),
  KEY accountid (accountid, id),
  KEY cretime (cretime)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Surveys, calls and recordings
ALTER TABLE survey ADD COLUMN campaignid int unsigned NOT NULL DEFAULT 0;
ALTER TABLE surveyoptions ADD COLUMN position smallint unsigned NOT NULL DEFAULT 0;
ALTER TABLE surveyoptionitems ADD COLUMN position smallint unsigned NOT NULL DEFAULT 0;
ALTER TABLE surveyresult
  ADD COLUMN savekey char(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN campaignid int unsigned NOT NULL DEFAULT 0,
  ADD UNIQUE KEY savekey (savekey, surveyoptionid, itemid),
  ADD KEY campaignid (campaignid, id);

ALTER TABLE monitorrecord
  ADD KEY starttime (starttime);

-- Who listened to which recording: one row per listening or download. Append-only: the web programs have SELECT and
-- INSERT only. groupid: whose recording it was.
CREATE TABLE recording_log (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  cretime     datetime(3)  NOT NULL,
  recordingid int unsigned NOT NULL,
  groupid     int unsigned NOT NULL DEFAULT 0,
  accountid   int unsigned NOT NULL DEFAULT 0,
  username    varchar(30)  NOT NULL DEFAULT '',
  address     varchar(45)  NOT NULL DEFAULT '',
  action      enum('play','download') NOT NULL,
  PRIMARY KEY (id),
  KEY recordingid (recordingid, accountid, cretime),
  KEY groupid (groupid, id),
  KEY cretime (cretime)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Agents

ALTER TABLE astercrm_accountgroup
  ADD COLUMN wrapuptime int NOT NULL DEFAULT 0,
  ADD COLUMN missedpause tinyint NOT NULL DEFAULT 0;

CREATE TABLE pause_reason (
  id           int unsigned NOT NULL AUTO_INCREMENT,
  reason       varchar(40)  NOT NULL DEFAULT '',
  colour       varchar(10)  NOT NULL DEFAULT 'amber',
  limitminutes int          NOT NULL DEFAULT 0,
  groupid      int unsigned NOT NULL DEFAULT 0,
  creby        varchar(30)  NOT NULL DEFAULT '',
  cretime      datetime     NULL,
  PRIMARY KEY (id),
  KEY groupid (groupid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE agent_state (
  accountid       int unsigned NOT NULL,
  groupid         int unsigned NOT NULL DEFAULT 0,
  server          varchar(40)  NOT NULL DEFAULT 'asterisk',
  interface       varchar(150) NOT NULL DEFAULT '',
  status          enum('off','ready','paused') NOT NULL DEFAULT 'off',
  reasonid        int unsigned NOT NULL DEFAULT 0,
  reason          varchar(40)  NOT NULL DEFAULT '',
  statussince     datetime(3)  NOT NULL,
  state           enum('idle','ringing','dialing','talking','hold','wrapup','unreachable') NOT NULL DEFAULT 'idle',
  statesince      datetime(3)  NOT NULL,
  queue           varchar(80)  NOT NULL DEFAULT '',
  linkedid        varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  served          varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  wrapupend       datetime(3)  NULL,
  nextstatus      enum('off','ready','paused') NULL,
  nextreasonid    int unsigned NOT NULL DEFAULT 0,
  nextreason      varchar(40)  NOT NULL DEFAULT '',
  earlierstatus   enum('off','ready','paused') NULL,
  earlierreasonid int unsigned NOT NULL DEFAULT 0,
  earlierreason   varchar(40)  NOT NULL DEFAULT '',
  error           varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (accountid),
  KEY server (server),
  KEY groupid (groupid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE agent_queue (
  accountid   int unsigned NOT NULL,
  queuename   varchar(80)  NOT NULL,
  member      enum('untouched','in','out') NOT NULL DEFAULT 'untouched',
  paused      tinyint      NOT NULL DEFAULT 0,
  reason      varchar(40)  NOT NULL DEFAULT '',
  PRIMARY KEY (accountid, queuename)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE agent_log (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  accountid   int unsigned NOT NULL,
  groupid     int unsigned NOT NULL DEFAULT 0,
  server      varchar(40)  NOT NULL DEFAULT 'asterisk',
  status      enum('off','ready','paused') NOT NULL,
  reasonid    int unsigned NOT NULL DEFAULT 0,
  reason      varchar(40)  NOT NULL DEFAULT '',
  state       enum('idle','ringing','dialing','talking','hold','wrapup','unreachable') NOT NULL,
  queue       varchar(80)  NOT NULL DEFAULT '',
  linkedid    varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  begintime   datetime(3)  NOT NULL,
  endtime     datetime(3)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY stretch (accountid, begintime),
  KEY begintime (begintime),
  KEY crm_group (groupid, begintime)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE agent_request (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  accountid   int unsigned NOT NULL,
  action      varchar(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reasonid    int unsigned NOT NULL DEFAULT 0,
  reason      varchar(40)  NOT NULL DEFAULT '',
  queuename   varchar(80)  NOT NULL DEFAULT '',
  creby       varchar(30)  NOT NULL DEFAULT '',
  cretime     datetime(3)  NOT NULL,
  outcome     enum('asked','done','failed') NOT NULL DEFAULT 'asked',
  error       varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  KEY outcome (outcome, id),
  KEY accountid (accountid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

INSERT INTO schema_version (version, applied, description) VALUES (3, UTC_TIMESTAMP(), 'the CRM');
