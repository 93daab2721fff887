-- SPDX-License-Identifier: GPL-3.0-or-later
-- The schema of a fresh asterCC database (MariaDB 10.6+ / MySQL 8+).
--
-- Conventions
--   * Names of tables and columns are those of asterCC/asterCRM of 2008; what was added stands behind them.
--   * Every datetime is UTC; NULL says "did not happen" (the original wrote zeros).
--   * Every table is InnoDB with a primary key; nothing depends on consecutive ids.
--   * Numbers, channels and uniqueids are text exactly as Asterisk sent them, so they compare byte by byte.
--   * Load it into an empty database: it creates, it never drops.

SET NAMES utf8mb4;
SET sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO';

-- The programs refuse to work on another version than theirs: common/db/schema.h names it.
CREATE TABLE schema_version (
  version     int unsigned NOT NULL,
  applied     datetime     NOT NULL,
  description varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- ---------------------------------------------------------------------------------------------------------------
-- Calls: written by astercc
-- ---------------------------------------------------------------------------------------------------------------

-- Calls in progress: one row is one ringing or talking pair of channels (a leg). A row that goes is a hangup.
-- disposition: RING (a caller alone), DIAL, RINGING, LINK. waittime: since when the caller waits, or waited, in `queue`.
-- answerguessed: nobody saw when it was answered; the record is to be corrected from Asterisk's.
CREATE TABLE curcdr (
  id              bigint unsigned NOT NULL AUTO_INCREMENT,
  src             varchar(80)  NOT NULL DEFAULT '',
  dst             varchar(80)  NOT NULL DEFAULT '',
  srcchan         varchar(100) NOT NULL DEFAULT '',
  dstchan         varchar(100) NOT NULL DEFAULT '',
  didnumber       varchar(80)  NOT NULL DEFAULT '',
  starttime       datetime(3)  NOT NULL,
  answertime      datetime(3)  NULL,
  srcuid          varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  dstuid          varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  disposition     varchar(10)  NOT NULL DEFAULT '',
  userid          int          NOT NULL DEFAULT -1,
  groupid         int          NOT NULL DEFAULT -1,
  resellerid      int          NOT NULL DEFAULT -1,
  credit          decimal(24,4) NOT NULL DEFAULT 0,
  callshopcredit  decimal(24,4) NOT NULL DEFAULT 0,
  resellercredit  decimal(24,4) NOT NULL DEFAULT 0,
  creditlimit     decimal(24,4) NOT NULL DEFAULT 0,
  destination     varchar(100) NOT NULL DEFAULT '',
  memo            varchar(100) NOT NULL DEFAULT '',
  server          varchar(40)  NOT NULL DEFAULT 'asterisk',
  linkedid        varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  srcname         varchar(100) NOT NULL DEFAULT '',
  queue           varchar(80)  NOT NULL DEFAULT '',
  ringtime        datetime(3)  NULL,
  held            tinyint      NOT NULL DEFAULT 0,
  srcaccountid    int unsigned NOT NULL DEFAULT 0,
  dstaccountid    int unsigned NOT NULL DEFAULT 0,
  astercrm_groupid int unsigned NOT NULL DEFAULT 0,
  legno           smallint unsigned NOT NULL DEFAULT 1,
  waittime        datetime(3)  NULL,
  answerguessed   tinyint      NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY leg (server, srcuid, dstuid),
  KEY srcaccount (srcaccountid),
  KEY dstaccount (dstaccountid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Finished calls: one row per finished leg, exactly once (unique key `leg`).
-- disposition: ANSWERED, NO ANSWER, BUSY, FAILED.
-- All legs of one (server, linkedid) are one call. legno 1 is its first leg, the parent; the others are its children.
-- Seconds of a leg: waitsec in the queue until it connected the caller or ended, ringsec until the answer or the end,
-- billsec heard by both ends, of which holdsec on hold.
-- hangupby: 'caller', 'callee', or '' when Asterisk or a transfer ended it, or nothing tells.
CREATE TABLE mycdr (
  id              bigint unsigned NOT NULL AUTO_INCREMENT,
  calldate        datetime(3)  NOT NULL,
  src             varchar(80)  NOT NULL DEFAULT '',
  dst             varchar(80)  NOT NULL DEFAULT '',
  channel         varchar(100) NOT NULL DEFAULT '',
  dstchannel      varchar(100) NOT NULL DEFAULT '',
  didnumber       varchar(80)  NOT NULL DEFAULT '',
  duration        int          NOT NULL DEFAULT 0,
  billsec         int          NOT NULL DEFAULT 0,
  disposition     varchar(45)  NOT NULL DEFAULT '',
  accountcode     varchar(20)  NOT NULL DEFAULT '',
  userfield       varchar(255) NOT NULL DEFAULT '',
  srcuid          varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  dstuid          varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  calltype        varchar(255) NOT NULL DEFAULT '',
  credit          decimal(24,4) NOT NULL DEFAULT 0,
  callshopcredit  decimal(24,4) NOT NULL DEFAULT 0,
  resellercredit  decimal(24,4) NOT NULL DEFAULT 0,
  groupid         int          NOT NULL DEFAULT -1,
  resellerid      int          NOT NULL DEFAULT -1,
  userid          int          NOT NULL DEFAULT -1,
  destination     varchar(100) NOT NULL DEFAULT '',
  memo            varchar(100) NOT NULL DEFAULT '',
  server          varchar(40)  NOT NULL DEFAULT 'asterisk',
  linkedid        varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  srcname         varchar(100) NOT NULL DEFAULT '',
  queue           varchar(80)  NOT NULL DEFAULT '',
  ringtime        datetime(3)  NULL,
  answertime      datetime(3)  NULL,
  endtime         datetime(3)  NOT NULL,
  hangupcause     smallint     NOT NULL DEFAULT 0,
  srcaccountid    int unsigned NOT NULL DEFAULT 0,
  dstaccountid    int unsigned NOT NULL DEFAULT 0,
  astercrm_groupid int unsigned NOT NULL DEFAULT 0,
  -- 'seen': every event was seen; 'gap': its end or its answer was concluded after astercc had been away; 'cdr': only Asterisk's own
  -- call record tells of it
  origin          enum('seen','gap','cdr') NOT NULL DEFAULT 'seen',
  legno           smallint unsigned NOT NULL DEFAULT 1,
  ischild         enum('yes','no') GENERATED ALWAYS AS (IF(legno > 1, 'yes', 'no')) VIRTUAL,
  waitsec         int          NOT NULL DEFAULT 0,
  ringsec         int          NOT NULL DEFAULT 0,
  holdsec         int          NOT NULL DEFAULT 0,
  hangupby        varchar(10)  NOT NULL DEFAULT '',
  monitored       int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY leg (server, srcuid, dstuid),
  KEY calldate (calldate),
  KEY linkedid (linkedid),
  KEY srcaccount (srcaccountid, calldate),
  KEY dstaccount (dstaccountid, calldate),
  KEY crm_group (astercrm_groupid, calldate),
  KEY src (src, calldate),
  KEY dst (dst, calldate)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What was done to a live call from a page and Asterisk tells nobody, by the account's own channel: muted, recording
-- masked, on hold at the hold place (parked), in a conference (joined), consulting whom.
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

-- The feed: what a browser must hear at once, appended in the transaction of the change it tells of.
-- (origin, seq) names the writer and its running number, so a batch that is written again adds nothing.
CREATE TABLE feed (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  origin      varchar(60)     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  seq         bigint unsigned NOT NULL,
  cretime     datetime(3)     NOT NULL,
  topic       varchar(20)     NOT NULL,
  accountid   int unsigned    NOT NULL DEFAULT 0,
  groupid     int unsigned    NOT NULL DEFAULT 0,
  payload     text            NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY once (origin, seq),
  KEY account (accountid, id),
  KEY cretime (cretime)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- How far astercc has read its journal of each server: committed with the rows that reading produced. After a restart
-- it reads again from `needed`, the first record of the oldest call that was alive then. updated: all that Asterisk said
-- by then is in the tables.
CREATE TABLE mirror_position (
  server         varchar(40)     NOT NULL,
  journal        char(16)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  segment        bigint unsigned NOT NULL,
  position       bigint unsigned NOT NULL,
  needed_segment bigint unsigned NOT NULL,
  needed_offset  bigint unsigned NOT NULL,
  updated        datetime(3)     NOT NULL,
  PRIMARY KEY (server)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Who may write what only one program may write at a time: astercc's rows of a server ('astercc:NAME'). A holder renews
-- before `expires`; whoever takes over raises `token`, and a transaction of the former holder, whose token is no longer
-- the row's, rolls back.
CREATE TABLE lease (
  name        varchar(60)     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  holder      varchar(120)    NOT NULL DEFAULT '',
  token       bigint unsigned NOT NULL DEFAULT 0,
  expires     datetime(3)     NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- How far a growing file or table of Asterisk has been read: committed with the rows that reading produced. name:
-- 'cdr:SERVER', 'queue_log:SERVER' or 'report:WHAT'. file: what tells one file from its successor after a rotation; of a report
-- the minute of UTC at which its hours begin.
CREATE TABLE source_position (
  name        varchar(60)     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  file        varchar(120)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  position    bigint unsigned NOT NULL DEFAULT 0,
  updated     datetime(3)     NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Calls the suite originates while [licence] channel bounds their number: a row is a channel taken, from before Asterisk is
-- asked until the call is over. channelid: the ChannelId asked for, the Uniqueid since Asterisk 12.
CREATE TABLE originated_call (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  server      varchar(40)  NOT NULL DEFAULT 'asterisk',
  channelid   varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  accountid   int unsigned NOT NULL DEFAULT 0,
  cretime     datetime(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY channelid (channelid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Raw AMI events for eventtype = event: written by eventsdaemon, kept log_life seconds.
CREATE TABLE events (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  timestamp   datetime(3)     NULL,
  event       mediumtext      NULL,
  server      varchar(40)     NOT NULL DEFAULT 'asterisk',
  PRIMARY KEY (id),
  KEY timestamp (timestamp)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- ---------------------------------------------------------------------------------------------------------------
-- Peers and queues: written by astercc and astercctools
-- ---------------------------------------------------------------------------------------------------------------

-- peer: TECH/NAME. status: reachable, unreachable, registered, unregistered, unknown. lastupdate: when it came to that.
CREATE TABLE peerstatus (
  id          int unsigned NOT NULL AUTO_INCREMENT,
  status      varchar(50)  NOT NULL DEFAULT '',
  peer        varchar(100) NOT NULL DEFAULT '',
  lastupdate  datetime     NULL,
  server      varchar(40)  NOT NULL DEFAULT 'asterisk',
  address     varchar(100) NOT NULL DEFAULT '',
  responsetime int         NULL,
  PRIMARY KEY (id),
  UNIQUE KEY peer (server, peer)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- One row per queue. w: weight; t: the seconds within which an answer counts for service_level (per cent).
CREATE TABLE queue_name (
  id               int unsigned NOT NULL AUTO_INCREMENT,
  queuename        varchar(80)  NOT NULL DEFAULT '',
  curcalls         int          NOT NULL DEFAULT 0,
  limit_type       varchar(32)  NOT NULL DEFAULT '',
  strategy         varchar(32)  NOT NULL DEFAULT '',
  holdtime         int          NOT NULL DEFAULT 0,
  w                int          NOT NULL DEFAULT 0,
  calls_answered   int          NOT NULL DEFAULT 0,
  calls_unanswered int          NOT NULL DEFAULT 0,
  service_level    int          NOT NULL DEFAULT 0,
  t                int          NOT NULL DEFAULT 0,
  data             varchar(255) NOT NULL DEFAULT '',
  cretime          datetime     NULL,
  server           varchar(40)  NOT NULL DEFAULT 'asterisk',
  talktime         int          NOT NULL DEFAULT 0,
  maxlen           int          NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY unico (server, queuename)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- One row per member of a queue. status: the words of "queue show" (Not in use, In use, Busy, Ringing, On Hold,
-- Unavailable, Invalid, Unknown). lastcall: epoch seconds, 0 when there was none.
CREATE TABLE queue_agent (
  id          int unsigned NOT NULL AUTO_INCREMENT,
  queuename   varchar(80)  NOT NULL DEFAULT '',
  agent       varchar(150) NOT NULL DEFAULT '',
  status      varchar(16)  NOT NULL DEFAULT '',
  takencalls  int          NOT NULL DEFAULT 0,
  lastcall    int          NOT NULL DEFAULT 0,
  data        varchar(255) NOT NULL DEFAULT '',
  cretime     datetime     NULL,
  server      varchar(40)  NOT NULL DEFAULT 'asterisk',
  agentname   varchar(80)  NOT NULL DEFAULT '',
  penalty     int          NOT NULL DEFAULT 0,
  ispaused    tinyint      NOT NULL DEFAULT 0,
  pausereason varchar(80)  NOT NULL DEFAULT '',
  isdynamic   tinyint      NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY member (server, queuename, agent)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE queue_caller (
  id          int unsigned NOT NULL AUTO_INCREMENT,
  queuename   varchar(80)  NOT NULL DEFAULT '',
  corder      int          NOT NULL DEFAULT 0,
  caller      varchar(100) NOT NULL DEFAULT '',
  waittime    int          NOT NULL DEFAULT 0,
  prio        int          NOT NULL DEFAULT 0,
  data        varchar(255) NOT NULL DEFAULT '',
  cretime     datetime     NULL,
  server      varchar(40)  NOT NULL DEFAULT 'asterisk',
  uniqueid    varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  callerid    varchar(80)  NOT NULL DEFAULT '',
  calleridname varchar(80) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  KEY queuename (server, queuename, corder)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE queuestatus (
  id           int unsigned NOT NULL AUTO_INCREMENT,
  channel      varchar(100) NOT NULL DEFAULT '',
  callerid     varchar(80)  NOT NULL DEFAULT '',
  calleridname varchar(80)  NOT NULL DEFAULT '',
  queue        varchar(80)  NOT NULL DEFAULT '',
  position     int          NOT NULL DEFAULT 0,
  count        int          NOT NULL DEFAULT 0,
  cretime      datetime     NULL,
  server       varchar(40)  NOT NULL DEFAULT 'asterisk',
  PRIMARY KEY (id),
  UNIQUE KEY channel (server, channel)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- queue_log, imported in the layout widespread since asternic.
CREATE TABLE qname (
  qname_id    int unsigned NOT NULL AUTO_INCREMENT,
  qname       varchar(80)  NOT NULL DEFAULT '',
  PRIMARY KEY (qname_id),
  UNIQUE KEY qname (qname)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE qagent (
  agent_id    int unsigned NOT NULL AUTO_INCREMENT,
  agent       varchar(150) NOT NULL DEFAULT '',
  PRIMARY KEY (agent_id),
  UNIQUE KEY agent (agent)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE qevent (
  event_id    int unsigned NOT NULL AUTO_INCREMENT,
  event       varchar(40)  NOT NULL DEFAULT '',
  PRIMARY KEY (event_id),
  UNIQUE KEY event (event)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

INSERT INTO qevent (event_id, event) VALUES
  (1,'ABANDON'),(2,'AGENTDUMP'),(3,'AGENTLOGIN'),(4,'AGENTCALLBACKLOGIN'),(5,'AGENTLOGOFF'),
  (6,'AGENTCALLBACKLOGOFF'),(7,'COMPLETEAGENT'),(8,'COMPLETECALLER'),(9,'CONFIGRELOAD'),(10,'CONNECT'),
  (11,'ENTERQUEUE'),(12,'EXITWITHKEY'),(13,'EXITWITHTIMEOUT'),(14,'QUEUESTART'),(15,'SYSCOMPAT'),
  (16,'TRANSFER'),(17,'PAUSE'),(18,'UNPAUSE'),(19,'RINGNOANSWER');

CREATE TABLE queue_stats (
  queue_stats_id bigint unsigned NOT NULL AUTO_INCREMENT,
  uniqueid    varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  datetime    datetime     NOT NULL,
  qname       int unsigned NOT NULL DEFAULT 0,
  qagent      int unsigned NOT NULL DEFAULT 0,
  qevent      int unsigned NOT NULL DEFAULT 0,
  info1       varchar(80)  NOT NULL DEFAULT '',
  info2       varchar(80)  NOT NULL DEFAULT '',
  info3       varchar(80)  NOT NULL DEFAULT '',
  src         varchar(80)  NOT NULL DEFAULT '',
  dst         varchar(80)  NOT NULL DEFAULT '',
  server      varchar(40)  NOT NULL DEFAULT 'asterisk',
  -- where the line stands in the queue_log it was read from: two equal lines are two events
  position    bigint unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (queue_stats_id),
  UNIQUE KEY unico (datetime, server, uniqueid, qname, qagent, qevent, position),
  KEY uniqueid (uniqueid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- ---------------------------------------------------------------------------------------------------------------
-- Accounts, sessions
-- ---------------------------------------------------------------------------------------------------------------

-- password: an Argon2id string of libsodium; empty = nobody can log in until one is set.
-- extensions: comma list of usernames this account may watch.
-- lang: zh_CN, en or de; empty = ask the browser. skin: light, dark, classic; empty = the browser's preference.
CREATE TABLE astercrm_account (
  id             int unsigned NOT NULL AUTO_INCREMENT,
  username       varchar(30)  NOT NULL,
  password       varchar(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  firstname      varchar(60)  NOT NULL DEFAULT '',
  lastname       varchar(60)  NOT NULL DEFAULT '',
  agent          varchar(50)  NOT NULL DEFAULT '',
  extension      varchar(30)  NOT NULL DEFAULT '',
  extensions     text         NOT NULL,
  channel        varchar(80)  NOT NULL DEFAULT '',
  usertype       varchar(20)  NOT NULL DEFAULT 'agent',
  usertype_id    int unsigned NOT NULL DEFAULT 0,
  dialinterval   int          NULL,
  accountcode    varchar(20)  NOT NULL DEFAULT '',
  groupid        int unsigned NOT NULL DEFAULT 0,
  server         varchar(40)  NOT NULL DEFAULT 'asterisk',
  lang           varchar(10)  NOT NULL DEFAULT '',
  skin           varchar(10)  NOT NULL DEFAULT '',
  hotkeys        varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  must_change_password tinyint NOT NULL DEFAULT 0,
  enabled        tinyint      NOT NULL DEFAULT 1,
  last_login_time datetime    NULL,
  PRIMARY KEY (id),
  UNIQUE KEY username (username),
  KEY groupid (groupid),
  KEY usertype_id (usertype_id),
  KEY extension (extension)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

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

CREATE TABLE astercrm_accountgroup (
  id            int unsigned NOT NULL AUTO_INCREMENT,
  groupname     varchar(60)  NOT NULL DEFAULT '',
  groupnote     varchar(255) NOT NULL DEFAULT '',
  groupid       int unsigned GENERATED ALWAYS AS (id) VIRTUAL,
  incontext     varchar(80)  NOT NULL DEFAULT '',
  outcontext    varchar(80)  NOT NULL DEFAULT '',
  monitorforce  tinyint      NOT NULL DEFAULT 0,
  agentinterval int          NULL,
  cretime       datetime     NULL,
  creby         varchar(30)  NOT NULL DEFAULT '',
  wrapuptime    int          NOT NULL DEFAULT 0,   -- seconds after a queue's call; 0: none
  missedpause   tinyint      NOT NULL DEFAULT 0,   -- who lets a queue's call ring is paused
  PRIMARY KEY (id),
  UNIQUE KEY groupname (groupname)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Who is logged in. Only the SHA-256 of the cookie's random token is kept.
CREATE TABLE session (
  token_hash  binary(32)   NOT NULL,
  accountid   int unsigned NOT NULL,
  csrf_token  char(43)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  lang        varchar(10)  NOT NULL DEFAULT 'en',
  address     varchar(45)  NOT NULL DEFAULT '',
  cretime     datetime     NOT NULL,
  lastseen    datetime     NOT NULL,
  PRIMARY KEY (token_hash),
  KEY accountid (accountid),
  KEY lastseen (lastseen)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Failed logins, one row per account name ('user:NAME') and per address ('addr:IP').
CREATE TABLE login_throttle (
  subject     varchar(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  failures    int unsigned NOT NULL DEFAULT 0,
  lastfailure datetime(3)  NOT NULL,
  PRIMARY KEY (subject),
  KEY lastfailure (lastfailure)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Who did what, when, from where. Append-only: programs have the INSERT right only.
CREATE TABLE account_log (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  cretime     datetime(3)  NOT NULL,
  accountid   int unsigned NOT NULL DEFAULT 0,
  username    varchar(30)  NOT NULL DEFAULT '',
  address     varchar(45)  NOT NULL DEFAULT '',
  action      varchar(40)  NOT NULL,
  object      varchar(120) NOT NULL DEFAULT '',
  detail      text         NOT NULL,
  PRIMARY KEY (id),
  KEY cretime (cretime),
  KEY accountid (accountid, id)
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

-- ---------------------------------------------------------------------------------------------------------------
-- Agents: pages ask in agent_request, astercc writes the rest. docs/architecture/agent-state.md
-- status: what the person chose; state: what the system sees. reasonid 0 is one of the system's own reasons: LOGIN,
-- MISSED, LAGGED.
-- ---------------------------------------------------------------------------------------------------------------

-- Why people pause: of a group (0: of all). limitminutes: how long it should take at most; 0: no limit.
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

-- Where every agent stands. served: Linkedid of the queue's call that is talked to or wrapped up. next*: chosen during
-- a call, for afterwards; earlier*: what LAGGED took the place of. error: Asterisk's words, when it refused what was
-- asked for last.
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

-- An agent's queues: those logged in to (joined), which hold for the next day too, and those paused in on their own.
CREATE TABLE agent_queue (
  accountid   int unsigned NOT NULL,
  queuename   varchar(80)  NOT NULL,
  member      enum('untouched','in','out') NOT NULL DEFAULT 'untouched',
  paused      tinyint      NOT NULL DEFAULT 0,
  reason      varchar(40)  NOT NULL DEFAULT '',
  PRIMARY KEY (accountid, queuename)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What agents did: one row is a time in which nothing changed, exact to the millisecond. An agent's rows follow each
-- other without gap or overlap while it is not off; off and without a call there is none. endtime is NULL of the last.
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
  KEY crm_group (groupid, begintime),
  KEY linkedid (linkedid),
  KEY endtime (endtime)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What people asked for; a row stays as the record of it. action: sign_in, sign_out, ready, pause, off, extend and
-- finish (a wrap-up), join, leave, pause_queue, resume_queue. creby: who asked, of whomever.
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

-- ---------------------------------------------------------------------------------------------------------------
-- Customers
-- importid: the import that added the row; modtime: when it was last changed, by any program.
-- The *_digits columns hold a number's digits reversed, so "ends with" is an index range: reversed LIKE 'xyz%'.
-- ---------------------------------------------------------------------------------------------------------------

CREATE TABLE customer (
  id              int unsigned NOT NULL AUTO_INCREMENT,
  customer        varchar(120) NOT NULL DEFAULT '',
  address         varchar(200) NOT NULL DEFAULT '',
  zipcode         varchar(20)  NOT NULL DEFAULT '',
  website         varchar(255) NOT NULL DEFAULT '',
  category        varchar(255) NOT NULL DEFAULT '',
  city            varchar(50)  NOT NULL DEFAULT '',
  state           varchar(50)  NOT NULL DEFAULT '',
  country         varchar(50)  NOT NULL DEFAULT '',
  phone           varchar(50)  NOT NULL DEFAULT '',
  phone_ext       varchar(8)   NOT NULL DEFAULT '',
  fax             varchar(50)  NOT NULL DEFAULT '',
  fax_ext         varchar(8)   NOT NULL DEFAULT '',
  mobile          varchar(50)  NOT NULL DEFAULT '',
  email           varchar(100) NOT NULL DEFAULT '',
  contact         varchar(50)  NOT NULL DEFAULT '',
  contactgender   varchar(10)  NOT NULL DEFAULT 'unknown',
  bankname        varchar(100) NOT NULL DEFAULT '',
  bankaccount     varchar(100) NOT NULL DEFAULT '',
  bankzip         varchar(100) NOT NULL DEFAULT '',
  bankaccountname varchar(100) NOT NULL DEFAULT '',
  cretime         datetime     NOT NULL,
  creby           varchar(30)  NOT NULL DEFAULT '',
  groupid         int unsigned NOT NULL DEFAULT 0,
  phone_digits    varchar(50)  AS (REVERSE(REGEXP_REPLACE(phone, '[^0-9]', ''))) STORED,
  mobile_digits   varchar(50)  AS (REVERSE(REGEXP_REPLACE(mobile, '[^0-9]', ''))) STORED,
  importid    int unsigned NOT NULL DEFAULT 0,
  modtime     datetime(3)  NULL ON UPDATE CURRENT_TIMESTAMP(3),
  PRIMARY KEY (id),
  KEY groupid (groupid, id),
  KEY customer (customer),
  KEY creby (creby, id),
  KEY cretime (cretime),
  KEY city (city),
  KEY phone_digits (phone_digits),
  KEY mobile_digits (mobile_digits),
  KEY importid (importid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE contact (
  id            int unsigned NOT NULL AUTO_INCREMENT,
  contact       varchar(60)  NOT NULL DEFAULT '',
  gender        varchar(10)  NOT NULL DEFAULT 'unknown',
  position      varchar(100) NOT NULL DEFAULT '',
  phone         varchar(50)  NOT NULL DEFAULT '',
  ext           varchar(8)   NOT NULL DEFAULT '',
  phone1        varchar(50)  NOT NULL DEFAULT '',
  ext1          varchar(8)   NOT NULL DEFAULT '',
  phone2        varchar(50)  NOT NULL DEFAULT '',
  ext2          varchar(8)   NOT NULL DEFAULT '',
  mobile        varchar(50)  NOT NULL DEFAULT '',
  fax           varchar(50)  NOT NULL DEFAULT '',
  fax_ext       varchar(8)   NOT NULL DEFAULT '',
  email         varchar(100) NOT NULL DEFAULT '',
  cretime       datetime     NOT NULL,
  creby         varchar(30)  NOT NULL DEFAULT '',
  customerid    int unsigned NOT NULL DEFAULT 0,
  groupid       int unsigned NOT NULL DEFAULT 0,
  phone_digits  varchar(50)  AS (REVERSE(REGEXP_REPLACE(phone, '[^0-9]', ''))) STORED,
  phone1_digits varchar(50)  AS (REVERSE(REGEXP_REPLACE(phone1, '[^0-9]', ''))) STORED,
  phone2_digits varchar(50)  AS (REVERSE(REGEXP_REPLACE(phone2, '[^0-9]', ''))) STORED,
  mobile_digits varchar(50)  AS (REVERSE(REGEXP_REPLACE(mobile, '[^0-9]', ''))) STORED,
  importid    int unsigned NOT NULL DEFAULT 0,
  modtime     datetime(3)  NULL ON UPDATE CURRENT_TIMESTAMP(3),
  PRIMARY KEY (id),
  KEY groupid (groupid, id),
  KEY customerid (customerid),
  KEY contact (contact),
  KEY phone_digits (phone_digits),
  KEY phone1_digits (phone1_digits),
  KEY phone2_digits (phone2_digits),
  KEY mobile_digits (mobile_digits),
  KEY importid (importid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- priority 0..10; attitude: 10 happy, 5 content, 0 unknown, -1 unhappy.
CREATE TABLE note (
  id          int unsigned NOT NULL AUTO_INCREMENT,
  note        text         NOT NULL,
  priority    int          NOT NULL DEFAULT 5,
  attitude    int          NOT NULL DEFAULT 0,
  cretime     datetime     NOT NULL,
  creby       varchar(30)  NOT NULL DEFAULT '',
  customerid  int unsigned NOT NULL DEFAULT 0,
  contactid   int unsigned NOT NULL DEFAULT 0,
  groupid     int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY customerid (customerid, id),
  KEY contactid (contactid, id),
  KEY groupid (groupid, id),
  KEY creby (creby, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Which line is that? Matched by didnumber first, then by the channel of the caller up to its last '-'.
CREATE TABLE trunkinfo (
  id           int unsigned NOT NULL AUTO_INCREMENT,
  trunkname    varchar(60)  NOT NULL DEFAULT '',
  trunkchannel varchar(80)  NOT NULL DEFAULT '',
  didnumber    varchar(80)  NOT NULL DEFAULT '',
  trunknote    text         NOT NULL,
  creby        varchar(30)  NOT NULL DEFAULT '',
  cretime      datetime     NULL,
  PRIMARY KEY (id),
  KEY trunkchannel (trunkchannel),
  KEY didnumber (didnumber)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE speeddial (
  id          int unsigned NOT NULL AUTO_INCREMENT,
  description varchar(60)  NOT NULL DEFAULT '',
  number      varchar(40)  NOT NULL DEFAULT '',
  groupid     int unsigned NOT NULL DEFAULT 0,
  creby       varchar(30)  NOT NULL DEFAULT '',
  cretime     datetime     NULL,
  PRIMARY KEY (id),
  KEY groupid (groupid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- One row per recording; filename is the full path on the Asterisk host without extension, made by astercc when it takes
-- a request up, NULL until then.
-- status: what a page asks for (requested, stopping), what astercc does (recording, recorded, failed: see `error`), what
-- astercctools makes of it (ready: one file of `fileformat`, its length and size known; missing: no such file).
-- reason: 'forced' by the agent's group or [system] force_record, 'demand' by a person (creby).
CREATE TABLE monitorrecord (
  id          int unsigned NOT NULL AUTO_INCREMENT,
  callerid    varchar(80)  NOT NULL DEFAULT '',
  filename    varchar(255) NULL,
  fileformat  varchar(8)   NOT NULL DEFAULT '',
  groupid     int unsigned NOT NULL DEFAULT 0,
  extension   varchar(30)  NOT NULL DEFAULT '',
  uniqueid    varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  creby       varchar(30)  NOT NULL DEFAULT '',
  cretime     datetime     NULL,
  server      varchar(40)  NOT NULL DEFAULT 'asterisk',
  accountid   int unsigned NOT NULL DEFAULT 0,
  linkedid    varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  dstuid      varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  channel     varchar(100) NOT NULL DEFAULT '',
  monitorid   varchar(80)  NOT NULL DEFAULT '',
  reason      enum('forced','demand') NOT NULL DEFAULT 'demand',
  status      enum('requested','recording','stopping','recorded','ready','failed','missing') NOT NULL DEFAULT 'requested',
  starttime   datetime(3)  NULL,
  endtime     datetime(3)  NULL,
  duration    int          NOT NULL DEFAULT 0,
  filesize    bigint unsigned NOT NULL DEFAULT 0,
  error       varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  UNIQUE KEY file (server, filename),
  KEY monitorid (uniqueid, creby),
  KEY linkedid (linkedid),
  KEY status (status, id),
  KEY groupid (groupid, id),
  KEY extension (extension, id),
  KEY starttime (starttime)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

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

-- ---------------------------------------------------------------------------------------------------------------
-- Campaigns
-- ---------------------------------------------------------------------------------------------------------------

CREATE TABLE campaign (
  id                  int unsigned NOT NULL AUTO_INCREMENT,
  groupid             int unsigned NOT NULL DEFAULT 0,
  campaignname        varchar(60)  NOT NULL DEFAULT '',
  campaignnote        varchar(255) NOT NULL DEFAULT '',
  enable              tinyint      NOT NULL DEFAULT 0,
  outcontext          varchar(80)  NOT NULL DEFAULT '',
  incontext           varchar(80)  NOT NULL DEFAULT '',
  inexten             varchar(30)  NOT NULL DEFAULT '',
  callerid            varchar(30)  NOT NULL DEFAULT '',
  queuename           varchar(80)  NOT NULL DEFAULT '',
  bindqueue           tinyint      NOT NULL DEFAULT 0,
  limit_type          varchar(15)  NOT NULL DEFAULT 'channel',  -- channel, queue, progressive, predictive, timed
  max_channel         int          NOT NULL DEFAULT 5,
  queue_increasement  decimal(8,2) NOT NULL DEFAULT 1.00,
  status              varchar(4)   NOT NULL DEFAULT 'idle',
  maxtrytime          int          NOT NULL DEFAULT 0,
  creby               varchar(30)  NOT NULL DEFAULT '',
  cretime             datetime     NULL,
  enablerecycle       tinyint      NOT NULL DEFAULT 0,
  recycletime         int          NOT NULL DEFAULT 3600,
  script              varchar(4000) NOT NULL DEFAULT '',  -- what the agent says
  dispositionrequired tinyint      NOT NULL DEFAULT 0,    -- no next number before the last one has a disposition
  server              varchar(40)  NOT NULL DEFAULT '',  -- the Asterisk that calls, as in the configuration; empty: the first
  profile             varchar(10)  NOT NULL DEFAULT 'generic',  -- compliance profile
  hours               varchar(255) NOT NULL DEFAULT '',  -- when it calls, by the call center's clock; empty: any time
  timezone            varchar(255) NOT NULL DEFAULT '',  -- IANA zones its numbers may ring in, separated by commas; empty: the call center's
  maxlines            int          NOT NULL DEFAULT 0,  -- calls at once, whatever the mode; 0: no limit of its own
  abandontarget       decimal(5,2) NOT NULL DEFAULT 3.00,  -- per cent of the answers
  ringtime            int          NOT NULL DEFAULT 30,  -- s
  waittime            int          NOT NULL DEFAULT 2,  -- s a person waits for an agent before the message
  message             varchar(120) NOT NULL DEFAULT '',  -- Asterisk's sound for persons no agent is free for
  amd                 tinyint      NOT NULL DEFAULT 0,  -- answering machine detection
  retrybusy           int          NULL,  -- s until the next attempt; NULL: none
  retrynoanswer       int          NULL,
  retrymachine        int          NULL,
  retryfailed         int          NULL,
  retryabandoned      int          NULL,
  listorder           enum('oldest','newest','dialtime') NOT NULL DEFAULT 'dialtime',
  asksnational        tinyint      NOT NULL DEFAULT 1,  -- 0: exempt from the national do-not-call list
  maxperday           int          NOT NULL DEFAULT 0,  -- attempts of one number a day, beside the profile's; 0: no limit of its own
  callbackdays        int          NOT NULL DEFAULT 30,  -- how far ahead a callback may be promised
  PRIMARY KEY (id),
  KEY groupid (groupid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE diallist (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  dialnumber  varchar(40)  NOT NULL DEFAULT '',
  dialtime    datetime     NULL,
  assign      varchar(30)  NOT NULL DEFAULT '',
  status      varchar(50)  NOT NULL DEFAULT '',
  groupid     int unsigned NOT NULL DEFAULT 0,
  trytime     int          NOT NULL DEFAULT 0,
  campaignid  int unsigned NOT NULL DEFAULT 0,
  creby       varchar(30)  NOT NULL DEFAULT '',
  cretime     datetime     NULL,
  importid    int unsigned NOT NULL DEFAULT 0,
  modtime     datetime(3)  NULL ON UPDATE CURRENT_TIMESTAMP(3),
  memo        varchar(255) NOT NULL DEFAULT '',
  claimedby   int unsigned NOT NULL DEFAULT 0,  -- the account, until leaseend; 0: anybody may claim it
  leaseend    datetime(3)  NULL,
  timezone    varchar(40)  NOT NULL DEFAULT '',  -- of the number; empty: the campaign's
  consenttime datetime     NULL,  -- when the called person agreed
  linetype    enum('unknown','fixed','mobile') NOT NULL DEFAULT 'unknown',
  heldreason  varchar(30)  NOT NULL DEFAULT '',  -- why the dialer did not call it when it was due last
  PRIMARY KEY (id),
  KEY assign (assign, id),
  KEY groupid (groupid, id),
  KEY dialtime (dialtime),
  KEY dialnumber (dialnumber),
  KEY importid (importid, id),
  KEY campaign (campaignid, assign, dialtime, id),
  KEY promised (campaignid, status, dialtime),
  KEY held (campaignid, heldreason)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE dialedlist (
  id           bigint unsigned NOT NULL AUTO_INCREMENT,
  dialednumber varchar(40)  NOT NULL DEFAULT '',
  dialtime     datetime     NULL,
  answertime   datetime     NULL,
  duration     int          NOT NULL DEFAULT 0,
  transfertime int          NOT NULL DEFAULT 0,
  response     varchar(20)  NOT NULL DEFAULT '',
  uniqueid     varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  groupid      int unsigned NOT NULL DEFAULT 0,
  campaignid   int unsigned NOT NULL DEFAULT 0,
  assign       varchar(30)  NOT NULL DEFAULT '',
  trytime      int          NOT NULL DEFAULT 0,
  dialedby     varchar(30)  NOT NULL DEFAULT '',
  dialedtime   datetime     NULL,
  accountid    int unsigned NOT NULL DEFAULT 0,       -- who dialed by hand
  dispositionid int unsigned NOT NULL DEFAULT 0,
  disposition  varchar(60)  NOT NULL DEFAULT '',      -- its words when it was chosen
  dispositionby varchar(30) NOT NULL DEFAULT '',
  dispositiontime datetime  NULL,
  memo         varchar(255) NOT NULL DEFAULT '',
  iscallback   tinyint      NOT NULL DEFAULT 0,
  server       varchar(40)  NOT NULL DEFAULT '',
  mode         enum('hand','timed','limit','queue','progressive','predictive') NOT NULL DEFAULT 'hand',
  begintime    datetime(3)  NULL,  -- claimed, before Asterisk is asked
  persontime   datetime(3)  NULL,  -- a person was on the line
  connecttime  datetime(3)  NULL,  -- and was connected with an agent
  endtime      datetime(3)  NULL,
  isabandoned  tinyint      NOT NULL DEFAULT 0,  -- no agent within the profile's time, whoever hung up
  amdstatus    varchar(20)  NOT NULL DEFAULT '',
  amdcause     varchar(60)  NOT NULL DEFAULT '',
  hangupcause  smallint     NOT NULL DEFAULT 0,
  timezone     varchar(40)  NOT NULL DEFAULT '',
  consenttime  datetime     NULL,
  linetype     enum('unknown','fixed','mobile') NOT NULL DEFAULT 'unknown',
  recycledtime datetime     NULL,  -- when it was put back into the dial list by hand or by astercctools
  PRIMARY KEY (id),
  KEY campaign (campaignid, id),
  KEY groupid (groupid, id),
  KEY uniqueid (uniqueid),
  KEY dialedtime (dialedtime),
  KEY running (response, id),
  KEY campaign_begun (campaignid, begintime),
  KEY number_begun (dialednumber, begintime)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- How a campaign's calls may end, in the agent's words. meaning: final; callback (at a time that is asked for); donotcall
-- (the number goes to dnc); retry (back to the dial list, until campaign.maxtrytime).
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

-- Working the dial list by hand: where each agent stands, whatever becomes of tabs and browsers.
CREATE TABLE agent_work (
  accountid    int unsigned NOT NULL,
  phase        enum('off','preview','calling','countdown','waiting','paused') NOT NULL DEFAULT 'off',
  isround      tinyint      NOT NULL DEFAULT 0,           -- number after number, until it is stopped
  diallistid   bigint unsigned NOT NULL DEFAULT 0,        -- preview: the number that was claimed
  dialedlistid bigint unsigned NOT NULL DEFAULT 0,        -- the call that runs, or that ran last
  since        datetime(3)  NOT NULL,
  nexttime     datetime(3)  NULL,                         -- countdown, waiting: when the next number is dialed
  seentime     datetime(3)  NOT NULL,                     -- when a browser of the agent was last heard
  trouble      enum('none','unanswered','unreachable','away','refused') NOT NULL DEFAULT 'none',  -- why it was paused
  PRIMARY KEY (accountid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Numbers nobody may be made to ring: for a group (0: all) and a campaign (0: all).
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

-- The columns an account wants to see in a list, in their order, separated by commas.
CREATE TABLE grid_columns (
  accountid   int unsigned NOT NULL,
  grid        varchar(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  columns     text         NOT NULL,
  PRIMARY KEY (accountid, grid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- ---------------------------------------------------------------------------------------------------------------
-- Imports
-- ---------------------------------------------------------------------------------------------------------------

-- A file to be imported and what became of it. status: reading (a worker looks at its beginning), new (to be mapped),
-- ready (a worker is to start), running, done, failed (nothing of it is in the tables), undoing, undone. Its worker holds
-- the lock 'SCHEMA.import.ID' (GET_LOCK) while it lives. form, preview, plan: JSON (common/crm/import_plan.h); form is
-- empty and header NULL while they are to be guessed. storedfile: the name we gave it. accountid, username, address,
-- asktime: who asked for the step under way, and when. starttime is the modtime of the rows it updated. removed, restored,
-- kept: rows an undo took away, gave their old values, and left. details: its rows of import_row_reject and import_old_*.
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

-- Rows that were not imported. flaws: 'too_long:3,missing' (column of the file from 0); cells: JSON, as they stood there.
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
  timezone        varchar(40)  NOT NULL DEFAULT '',
  consenttime     datetime     NULL,
  linetype        enum('unknown','fixed','mobile') NOT NULL DEFAULT 'unknown',
  PRIMARY KEY (importid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What an account mapped the columns of a header to, last time (crm::to_text).
CREATE TABLE import_mapping (
  accountid   int unsigned NOT NULL,
  target      varchar(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  signature   char(16)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mapping     varchar(2000) NOT NULL DEFAULT '',
  PRIMARY KEY (accountid, target, signature)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- ---------------------------------------------------------------------------------------------------------------
-- Surveys
-- ---------------------------------------------------------------------------------------------------------------

CREATE TABLE survey (
  id          int unsigned NOT NULL AUTO_INCREMENT,
  surveyname  varchar(60)  NOT NULL DEFAULT '',
  surveynote  varchar(255) NOT NULL DEFAULT '',
  enable      tinyint      NOT NULL DEFAULT 0,
  groupid     int unsigned NOT NULL DEFAULT 0,
  cretime     datetime     NULL,
  creby       varchar(30)  NOT NULL DEFAULT '',
  campaignid  int unsigned NOT NULL DEFAULT 0,  -- 0: of no campaign
  PRIMARY KEY (id),
  KEY groupid (groupid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE surveyoptions (
  id           int unsigned NOT NULL AUTO_INCREMENT,
  surveyoption varchar(120) NOT NULL DEFAULT '',
  optionnote   varchar(255) NOT NULL DEFAULT '',
  optiontype   enum('checkbox','radio','text') NOT NULL DEFAULT 'radio',
  surveyid     int unsigned NOT NULL DEFAULT 0,
  cretime      datetime     NULL,
  creby        varchar(30)  NOT NULL DEFAULT '',
  position     smallint unsigned NOT NULL DEFAULT 0,  -- order of the questions, then id
  PRIMARY KEY (id),
  KEY surveyid (surveyid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE surveyoptionitems (
  id          int unsigned NOT NULL AUTO_INCREMENT,
  optionid    int unsigned NOT NULL DEFAULT 0,
  itemtype    enum('checkbox','radio','text') NOT NULL DEFAULT 'radio',
  itemcontent varchar(254) NOT NULL DEFAULT '',
  creby       varchar(30)  NOT NULL DEFAULT '',
  cretime     datetime     NULL,
  position    smallint unsigned NOT NULL DEFAULT 0,  -- order of the choices, then id
  PRIMARY KEY (id),
  KEY optionid (optionid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE surveyresult (
  id             int unsigned NOT NULL AUTO_INCREMENT,
  customerid     int unsigned NOT NULL DEFAULT 0,
  contactid      int unsigned NOT NULL DEFAULT 0,
  surveyid       int unsigned NOT NULL DEFAULT 0,
  surveytitle    varchar(60)  NOT NULL DEFAULT '',
  surveyoptionid int unsigned NOT NULL DEFAULT 0,
  itemid         int unsigned NOT NULL DEFAULT 0,
  itemcontent    varchar(254) NOT NULL DEFAULT '',
  surveyoption   varchar(120) NOT NULL DEFAULT '',
  surveynote     text         NOT NULL,
  groupid        int unsigned NOT NULL DEFAULT 0,
  creby          varchar(30)  NOT NULL DEFAULT '',
  cretime        datetime     NULL,
  savekey        char(32)     CHARACTER SET ascii COLLATE ascii_bin NULL,  -- of the form: a form sent twice is kept once
  campaignid     int unsigned NOT NULL DEFAULT 0,  -- the survey's when it was answered
  PRIMARY KEY (id),
  UNIQUE KEY savekey (savekey, surveyoptionid, itemid),
  KEY surveyid (surveyid, surveyoptionid),
  KEY customerid (customerid),
  KEY contactid (contactid),
  KEY campaignid (campaignid, id),
  KEY groupid (groupid, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- ---------------------------------------------------------------------------------------------------------------
-- Reports
-- ---------------------------------------------------------------------------------------------------------------

-- What reports add up, hour by hour (slot: its begin): kept by astercctools.
-- source: 'queue' the callers of queue_stats by queue; 'line' the calls of mycdr that came in, by line and group; 'agent'
-- the legs of mycdr, and the wrap-up of agent_log in milliseconds, by agent and queue; 'group' the same by group and
-- queue; 'campaign' the attempts of dialedlist that are over, by campaign, group and agent: outgoing are the numbers
-- dialed, offered the persons reached. unanswered: ended otherwise.
-- answersec: the waits of those answered; answered20: of them within 20 seconds. talksec is without hold.
CREATE TABLE report_calls (
  source      enum('queue','line','agent','group','campaign') NOT NULL,
  slot        datetime     NOT NULL,
  groupid     int unsigned NOT NULL DEFAULT 0,
  accountid   int unsigned NOT NULL DEFAULT 0,
  queue       varchar(80)  NOT NULL DEFAULT '',
  line        varchar(80)  NOT NULL DEFAULT '',
  campaignid  int unsigned NOT NULL DEFAULT 0,
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
  PRIMARY KEY (source, slot, groupid, accountid, queue, line, campaignid),
  KEY account (source, accountid, slot)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The time of agents who were not off, of agent_log, in milliseconds. reason: of paused alone.
-- accountid 0: of a group's agents together. firsttime, lasttime: of what the slot holds.
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

-- Whether a number may be dialed, as it was decided, and on what grounds: it only grows, and is kept as long as the profile asks.
-- verdict: dial, or the reason against (common/dialing/refusal.h).
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

-- What a campaign did, by hours of UTC; the abandoned calls' limit is counted from it. abandoned: persons who met no agent in the
-- profile's time; lost: those who never met one.
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

-- Where the dialer stands with each campaign that is started: why it does not call more, and the figures of the moment.
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

-- What a check before the start has found: how much of the list may be dialed. It goes over the list in steps.
CREATE TABLE campaign_check (
  campaignid   int unsigned NOT NULL,
  begintime    datetime(3)  NOT NULL,
  finishedtime datetime(3)  NULL,
  lastid       bigint unsigned NOT NULL DEFAULT 0,  -- of diallist: those up to it have been looked at
  checked      int unsigned NOT NULL DEFAULT 0,  -- numbers so far
  callable     int unsigned NOT NULL DEFAULT 0,  -- of these
  reasons      varchar(4000) NOT NULL DEFAULT '',  -- JSON: of the others, how many by reason, and from when
  PRIMARY KEY (campaignid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- National do-not-call lists, by the profile they belong to, and when each was loaded. While one is loaded, the numbers
-- of the list before it hold on; those that the new one lacks go at its end.
CREATE TABLE national_dnc (
  profile      varchar(10)  NOT NULL,
  number       varchar(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- as it is dialed
  loadid       int unsigned NOT NULL DEFAULT 0,  -- the last list that has it
  PRIMARY KEY (profile, number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE national_dnc_load (
  profile      varchar(10)  NOT NULL,
  loadedtime   datetime     NULL,  -- when its file came; NULL: none was ever loaded whole
  numbers      int unsigned NOT NULL DEFAULT 0,
  loadid       int unsigned NOT NULL DEFAULT 0,
  creby        varchar(30)  NOT NULL DEFAULT '',
  state        enum('done','loading','failed') NOT NULL DEFAULT 'done',  -- of the file that came last
  filename     varchar(255) NOT NULL DEFAULT '',
  storedfile   varchar(80)  NOT NULL DEFAULT '',
  prefix       varchar(10)  NOT NULL DEFAULT '',  -- put in front of its numbers
  linesread    int unsigned NOT NULL DEFAULT 0,
  linesbad     int unsigned NOT NULL DEFAULT 0,
  begintime    datetime     NULL,
  startedby    varchar(30)  NOT NULL DEFAULT '',
  PRIMARY KEY (profile)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Of a profile's country; without a profile: everywhere.
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

INSERT INTO schema_version (version, applied, description) VALUES (5, UTC_TIMESTAMP(), 'fresh database');
