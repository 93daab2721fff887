-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 2 to 3: the CRM. Stop the daemons, back up, load it once:  mariadb astercc < sql/upgrade/0003_crm.sql
SET NAMES utf8mb4;

-- Customers, contacts, notes and the lists

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
  storedfile  varchar(255) NOT NULL DEFAULT '',
  status      varchar(10)  NOT NULL DEFAULT 'new',
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
  keepedited  tinyint      NOT NULL DEFAULT 1,
  removed     int unsigned NOT NULL DEFAULT 0,
  creby       varchar(30)  NOT NULL DEFAULT '',
  cretime     datetime(3)  NOT NULL,
  starttime   datetime(3)  NULL,
  finishtime  datetime(3)  NULL,
  undotime    datetime(3)  NULL,
  undoby      varchar(30)  NOT NULL DEFAULT '',
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

CREATE TABLE import_change (
  importid    int unsigned NOT NULL,
  rowid       bigint unsigned NOT NULL,
  formerly    mediumtext   NOT NULL,
  PRIMARY KEY (importid, rowid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE import_mapping (
  groupid     int unsigned NOT NULL DEFAULT 0,
  target      varchar(10)  NOT NULL,
  signature   char(16)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mapping     varchar(2000) NOT NULL DEFAULT '',
  updated     datetime     NOT NULL,
  PRIMARY KEY (groupid, target, signature)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Accounts, groups, settings, audit

-- Surveys, calls and recordings

INSERT INTO schema_version (version, applied, description) VALUES (3, UTC_TIMESTAMP(), 'the CRM');
