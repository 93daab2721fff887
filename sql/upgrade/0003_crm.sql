-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 2 to 3: the CRM. Stop the daemons, back up, load it once:  mariadb astercc < sql/upgrade/0003_crm.sql
SET NAMES utf8mb4;

-- Customers, contacts, notes and the lists

-- Import

-- Accounts, groups, settings, audit

-- Surveys, calls and recordings

INSERT INTO schema_version (version, applied, description) VALUES (3, UTC_TIMESTAMP(), 'the CRM');
