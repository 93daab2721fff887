-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 2 to 3: the CRM. Stop the daemons, back up, load it once:  mariadb astercc < sql/upgrade/0003_crm.sql
SET NAMES utf8mb4;

-- Customers, contacts, notes and the lists

-- Import

-- Accounts, groups, settings, audit

-- Surveys, calls and recordings
ALTER TABLE surveyoptions ADD COLUMN position smallint unsigned NOT NULL DEFAULT 0;
ALTER TABLE surveyoptionitems ADD COLUMN position smallint unsigned NOT NULL DEFAULT 0;
ALTER TABLE surveyresult
  ADD COLUMN savekey char(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD UNIQUE KEY savekey (savekey, surveyoptionid, itemid);

INSERT INTO schema_version (version, applied, description) VALUES (3, UTC_TIMESTAMP(), 'the CRM');
