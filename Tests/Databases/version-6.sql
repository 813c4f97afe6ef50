-- A sandbox as the sixth version of the schema had it, written by the program of that time; tests migrate it. Beside it
-- lay these secrets:
-- secret: root CR6SRAMFBMEGToUI/7nd3Z3sME+actELvlvh+KrwXo8=
-- audit-head-8626a5f1: 16 163d8ce49e96cc0c3c0ff061d6e1320141c65b8efefec9e7911d360fb3c09f2e 3bdf95f3595c7afbf6935a74db30342d39fad7fde5d66c0f47cfec25a7a500cf

CREATE TABLE answers (
  region text not null,
  day integer not null,
  ended bigint not null,
  answered bigint not null,
  primary key (region, day)
) without rowid;
CREATE TABLE approvals (
  request integer not null,
  version integer not null,
  operator text not null,
  at bigint not null,
  primary key (request, version, operator)
);
CREATE TABLE audit (
  sequence bigint not null primary key,
  at bigint not null,
  author text not null,
  action text not null,
  object text not null,
  detail text not null,
  hash text not null
);
INSERT INTO "audit" VALUES(1,1654736400012,'root','init','database','{"sandbox":true,"administrator":"root"}','f0635dfd62fa8969def4ff574dc59a64044ceab4c23c79d5b9778d6b5740250e');
INSERT INTO "audit" VALUES(2,1654736400012,'root','commit','revision 0','{"hash":"53dfab0684cbefae23135e49ebfc20884a6b3651a2543fac17d5731d24324617","comment":"","effectiveAt":"2022-06-09T09:00:00.012+08:00"}','e3503ff5c9408200eb53923b90015d0ca99744481faa801a800709605d550c2f');
INSERT INTO "audit" VALUES(3,1654740000070,'tester','commit','revision 1','{"hash":"939b280f6e3aeb81baf9eb37d6e3797d35b0765bb930b6c48a831d96ac0ddb3f","comment":"first 第一","effectiveAt":"2022-06-09T10:00:00.070+08:00"}','d856bd9fc244fe086af3316ee74b5e26ee1352097ca4f2e47ec10959693b20bc');
INSERT INTO "audit" VALUES(4,1654740000186,'tester','operator','operator li','{"role":"approver"}','6bb550b3a6d17749c9e7bf461688fb850c8fd94248ba357dbcfbd117df6efb4b');
INSERT INTO "audit" VALUES(5,1654740000229,'tester','operator','operator zhao','{"role":"viewer"}','b42cc6971486d97d2a8ae82e3312419dd1685d7cc536716fee45563648a906b6');
INSERT INTO "audit" VALUES(6,1654740000347,'tester','operator','operator zhao','{"role":null}','8f30ebec08ffbe638b0c81f9ef79356817f7d148632aad07919cd9bbc6d16d66');
INSERT INTO "audit" VALUES(7,1654740000429,'tester','commit','revision 2','{"hash":"58a45b6f600788ddd25540f72902417e0acee2c670fd8d0b0eef6c6cc8953adb","comment":"","effectiveAt":"2022-06-09T10:00:00.429+08:00"}','c9bf51b551b8543c42efdf605b239bd967dc009854075b284c45ee494219270e');
INSERT INTO "audit" VALUES(8,1654740000429,'tester','timer','revision 2','{"until":"2022-06-09T10:30:00.429+08:00","guardrails":["answered"]}','36e1fc5ae9b8a9cb844e3224b7c40492d9c4cec843f7f663956e9c9489188b02');
INSERT INTO "audit" VALUES(9,1654740000476,'tester','confirm','revision 2','{}','1d2826902896df7e5bc7d5141e39e66fffb2aa1be30e3a93d8e97032b9c4efd3');
INSERT INTO "audit" VALUES(10,1654743600100,'tester','commit','revision 3','{"hash":"143ec301ed31bfd4ad84b48cbd38d8620d7096fa0d7b0addf5c6d8c3f31537ea","comment":"","effectiveAt":"2022-06-09T11:00:00.100+08:00"}','0b9a8e46ad58dae9b651164dd346ab8ce07cd83ac2868a4ea72280ba4b47a7ab');
INSERT INTO "audit" VALUES(11,1654743600150,'tester','schedule','scheduled 1','{"effectiveAt":"2022-06-10T00:00:00+08:00","comment":"","content":"47d681b813d088533d2c9f5eee426c9a02a1de358afbcc025a8e3311e21b54e0"}','d5ceaa365e68edb17e5ec529372a1eb28eba0a322528be086ab767af81f96258');
INSERT INTO "audit" VALUES(12,1654743600174,'tester','endpoint','bank icbc','{"url":"http://127.0.0.1:1/icbc","lines":"public"}','615566191875783887841cb619a6d11f6ec5818f0af765a76eae9682131414b8');
INSERT INTO "audit" VALUES(13,1654743600196,'tester','commit','revision 4','{"hash":"dcfd3a928f514f02ef48e0c881cb11a25df6d2e9b6ff4526b6963a013d05e79c","comment":"紧急 emergency: x","effectiveAt":"2022-06-09T11:00:00.196+08:00"}','bb84782fa9a19b367fc0cc14696f50bb86872fe5557de50671304dbc3fbc7a13');
INSERT INTO "audit" VALUES(14,1654743600196,'tester','emergency','review 1','{"revision":4,"reason":"x"}','4cbed807e6e3bb057898f1dd692705d9d5f8cfb6c259347b4e93d2ad282d10fd');
INSERT INTO "audit" VALUES(15,1654743600213,'tester','commit','revision 5','{"hash":"f28cfb543ec619cbf281856335db0f3c82fa33c5888fe36cf20c27c5088b14d3","comment":"","effectiveAt":"2022-06-09T11:00:00.213+08:00"}','b49016c127587d7fc5287def6d1c3992d7f9e3be8d3c863ccc9883e47eb35c92');
INSERT INTO "audit" VALUES(16,1654743600239,'tester','request','request 1','{"version":1,"content":"a68829156c0fea3c668dfadab00a697dc11acfdad77278b40790cd78ce6c927d","comment":""}','163d8ce49e96cc0c3c0ff061d6e1320141c65b8efefec9e7911d360fb3c09f2e');
CREATE TABLE bank_keys (
  number integer not null primary key,
  bank text not null,
  seal_key blob not null,
  sign_key blob,
  valid_from bigint not null,
  valid_until bigint
);
CREATE TABLE certifications (
  number integer not null primary key,
  bank text not null,
  url text not null,
  keys text not null,
  verdict text not null,
  certified_at bigint not null,
  ends_at bigint,
  suite text not null,
  evidence text not null,
  author text not null
);
CREATE TABLE certified (
  bank text not null primary key,
  ends_at bigint not null
);
CREATE TABLE clock (
  id integer not null primary key check (id = 1),
  latest bigint not null
);
INSERT INTO "clock" VALUES(1,1654743600239);
CREATE TABLE closures (
  bank text not null primary key,
  revision bigint not null
);
INSERT INTO "closures" VALUES('icbc',3);
CREATE TABLE codes (
  number integer not null primary key,
  phone_hash blob not null,
  purpose text not null,
  binding blob not null,
  code_hash blob not null,
  sent_at bigint not null,
  expires_at bigint not null,
  attempts integer not null,
  state text not null
);
INSERT INTO "codes" VALUES(1,X'44E7DA525B37BBB5E37FBE089F1AA564A5D738118464FC4526764250188CFCDA','register',X'E97921395146BDFC6CA56B48963990213F4BAD04A3E39241FA238F6AB819C465',X'34145B1EB8451BCDCE5CC24B64ABC00E78A98003D7BEA9DF62E18159CAFF2A27',1654740600118,1654740900118,0,'used');
CREATE TABLE endpoints (
  bank text not null primary key,
  url text,
  public_key blob,
  changed_at bigint not null
, private_lines integer not null default 0);
INSERT INTO "endpoints" VALUES('icbc','http://127.0.0.1:1/icbc',NULL,1654743600174,0);
CREATE TABLE enquiries (
  query bigint not null,
  position integer not null,
  bank text not null,
  id text not null unique,
  consent text not null,
  state text not null,
  code text,
  attempts integer not null,
  next_at bigint not null,
  due_at bigint not null,
  owner text, asked_at bigint,
  primary key (query, position)
);
CREATE TABLE health (
  bank text not null,
  slot bigint not null,
  measure text not null,
  count bigint not null,
  primary key (bank, slot, measure)
) without rowid;
CREATE TABLE maintenances (
  number integer not null primary key,
  bank text not null,
  from_at bigint not null,
  until_at bigint not null,
  author text not null,
  made_at bigint not null,
  cancelled integer not null default 0
);
CREATE TABLE meta (
  name text not null primary key,
  value text not null
);
INSERT INTO "meta" VALUES('sandbox','true');
INSERT INTO "meta" VALUES('instance','8626a5f11793bb1b0e6eb5b5fc8140f7');
INSERT INTO "meta" VALUES('keyCheck','bad501c8c3f7bcabb653238aad49e794');
CREATE TABLE migrations (number integer not null primary key, name text not null, checksum text not null);
INSERT INTO "migrations" VALUES(1,'initial','0ac50fa019a93e4f4208c0b37345be15fd3bf98ae6144631a7816313739ad39f');
INSERT INTO "migrations" VALUES(2,'health','3755eb883b93c05ac73d5b7c7ee288273769387276634c0f963c0fd1d48ba3f3');
INSERT INTO "migrations" VALUES(3,'onboarding','07a3c34e5989e0d3045af7e84fb7882c78bc536f5750de7c0da9f7d7318d600e');
INSERT INTO "migrations" VALUES(4,'operators','5acfb1ce3b668ae78d0bef3b1e9949ed56bb72e206ee9b288ea5c2a14b8fedaa');
INSERT INTO "migrations" VALUES(5,'impact','19e0e53b4a30eddd8a0e2f76b2a6493a14095a844d4e1759c95c4606bbb6ce41');
INSERT INTO "migrations" VALUES(6,'changes','368ec2dd94461129a623953958ac5100d1b8620af141a503b69e913bcb2e8400');
CREATE TABLE nonces (
  nonce text not null primary key,
  until bigint not null
) without rowid;
CREATE TABLE operators (
  name text not null primary key,
  role text not null,
  added_at bigint not null,
  added_by text not null
);
INSERT INTO "operators" VALUES('root','administrator',1654736400012,'root');
INSERT INTO "operators" VALUES('li','approver',1654740000186,'tester');
CREATE TABLE outbox (
  number integer not null primary key,
  id text not null unique,
  phone blob not null,
  text blob not null,
  attempts integer not null,
  next_at bigint not null,
  expires_at bigint not null,
  owner text
);
CREATE TABLE persons (
  id text not null primary key,
  identity_hash blob not null unique,
  phone_hash blob not null unique,
  details blob not null,
  region text not null,
  bucket integer not null,
  public_key blob not null,
  private_key blob not null,
  registered_at bigint not null,
  moved_at bigint,
  password_failures integer not null,
  password_locked_until bigint
);
INSERT INTO "persons" VALUES('P0ENNA6GEHYV44W7TDY',X'2863F84BA421806F971C28FC681D9EB407A189E02C7CD9420032CF0B52C993F2',X'44E7DA525B37BBB5E37FBE089F1AA564A5D738118464FC4526764250188CFCDA',X'5C0BE3574E546E43CB12DE3311FD13666D8DC521C512F3E18729B21F47E4E3777B4C37147558AA171EBD5B23886E0D93F061776BE9578EF19ABAAD0F233951FDFC45B8012D5BD6B2C95BAFDF892AEF6FAE6C1829498B805E89BF0F8E698477E8BD4C3E','CN-SH',9726,X'7BE7F0F7CB677F00B662492EF3CD3022131AD74F2D0771436D26378D6E65FE77',X'6A02EB8D466A4EE30EF78F7D800F8D335CDBD7FA67E365C919F27B6AB96367238973353BEED73AE2D42DA7C1F37314DE8B30E4F35D17A4F3DBA0E99E28B0095873773BF8947DB67C469CDEDEF67414C129A22A6E8E7C5BAE2000ABAFD18DEA1698A7954BBE94DDB5',1654740604630,NULL,0,NULL);
CREATE TABLE population (
  region text not null,
  bucket integer not null,
  count bigint not null,
  primary key (region, bucket)
) without rowid;
INSERT INTO "population" VALUES('CN-SH',9726,1);
CREATE TABLE population_hundreds (
  region text not null,
  hundred integer not null,
  count bigint not null,
  primary key (region, hundred)
) without rowid;
INSERT INTO "population_hundreds" VALUES('CN-SH',97,1);
CREATE TABLE queries (
  number integer not null primary key,
  id text not null unique,
  person text not null,
  state text not null,
  reason text,
  revision bigint not null,
  region text not null,
  channel text not null,
  agreement text not null,
  banks text not null,
  outcomes text,
  public_key blob not null,
  vault_day integer not null,
  accepted_at bigint not null,
  due_at bigint not null,
  generated_at bigint,
  expires_at bigint
);
CREATE TABLE refusals (
  number integer not null primary key,
  id text not null unique,
  at bigint not null,
  codes text not null,
  revision bigint not null,
  pseudonym blob
);
CREATE TABLE requests (
  number integer not null primary key,
  author text not null,
  version integer not null,
  content text not null,
  comment text not null,
  made_at bigint not null,
  state text not null,
  closed_by text,
  reason text
);
INSERT INTO "requests" VALUES(1,'tester',1,'{"change":"commit","base":5,"rollout":{"service":"open","channels":["app","web"],"regions":{"CN-SH":10000},"banks":{},"policies":{}},"terms":{"at":null,"comment":"","minutes":null,"guardrails":[],"expectedLoss":null,"override":null}}','',1654743600239,'open',NULL,NULL);
CREATE TABLE reviews (
  number integer not null primary key,
  revision bigint not null,
  author text not null,
  reason text not null,
  made_at bigint not null,
  signed_by text,
  signed_at bigint
);
INSERT INTO "reviews" VALUES(1,4,'tester','x',1654743600196,NULL,NULL);
CREATE TABLE revisions (
  number bigint not null primary key,
  rollout text not null,
  author text not null,
  comment text not null,
  committed_at bigint not null,
  effective_at bigint not null,
  hash text not null
);
INSERT INTO "revisions" VALUES(0,'{"service":"open","channels":[],"regions":{},"banks":{},"policies":{}}','root','',1654736400012,1654736400012,'53dfab0684cbefae23135e49ebfc20884a6b3651a2543fac17d5731d24324617');
INSERT INTO "revisions" VALUES(1,'{"service":"open","channels":["app"],"regions":{"CN-SH":5000},"banks":{"icbc":{"connected":"all"}},"policies":{}}','tester','first 第一',1654740000070,1654740000070,'939b280f6e3aeb81baf9eb37d6e3797d35b0765bb930b6c48a831d96ac0ddb3f');
INSERT INTO "revisions" VALUES(2,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000},"banks":{"icbc":{"connected":"all"}},"policies":{}}','tester','',1654740000429,1654740000429,'58a45b6f600788ddd25540f72902417e0acee2c670fd8d0b0eef6c6cc8953adb');
INSERT INTO "revisions" VALUES(3,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000},"banks":{},"policies":{}}','tester','',1654743600100,1654743600100,'143ec301ed31bfd4ad84b48cbd38d8620d7096fa0d7b0addf5c6d8c3f31537ea');
INSERT INTO "revisions" VALUES(4,'{"service":{"paused":"x"},"channels":["app"],"regions":{"CN-SH":10000},"banks":{},"policies":{}}','tester','紧急 emergency: x',1654743600196,1654743600196,'dcfd3a928f514f02ef48e0c881cb11a25df6d2e9b6ff4526b6963a013d05e79c');
INSERT INTO "revisions" VALUES(5,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000},"banks":{},"policies":{}}','tester','',1654743600213,1654743600213,'f28cfb543ec619cbf281856335db0f3c82fa33c5888fe36cf20c27c5088b14d3');
CREATE TABLE rollout_changes (
  path text not null,
  revision bigint not null,
  primary key (path, revision)
) without rowid;
INSERT INTO "rollout_changes" VALUES('banks.icbc',1);
INSERT INTO "rollout_changes" VALUES('banks.icbc',3);
INSERT INTO "rollout_changes" VALUES('channels.app',1);
INSERT INTO "rollout_changes" VALUES('regions.CN-SH.share',1);
INSERT INTO "rollout_changes" VALUES('regions.CN-SH.share',2);
INSERT INTO "rollout_changes" VALUES('service',4);
INSERT INTO "rollout_changes" VALUES('service',5);
CREATE TABLE running (
  id integer not null primary key check (id = 1),
  revision bigint not null
);
INSERT INTO "running" VALUES(1,5);
CREATE TABLE sandbox_messages (
  number integer not null primary key,
  id text not null unique,
  phone_hash blob not null,
  sent_at bigint not null,
  text blob not null
);
INSERT INTO "sandbox_messages" VALUES(1,'MQ6FYPMTQZ3SXD7TA',X'44E7DA525B37BBB5E37FBE089F1AA564A5D738118464FC4526764250188CFCDA',1654740600120,X'AE7E2A666AA8133A5B23E0310CBCB728A291E32331423F79FE724E0E6888C8AD4C98FAA53D2AAF8B96942F12B0F4C8FEF586B04677451E7A37DA072ADA4C90AE630E336A03DF02A1656A7A256E610687DB133CE3209BA141113E54D37AC915E33BE570C8A535A54A7253BE1EBF34CA52048AA7348BC123FC54A1FDC326BAF6A7598F7A5630A7A49E8D5A19BAFE679695AA30C09403059AC56CE664F07EF1B6F26360B581D17F494F2AD5E20CE12AC95EE774B018DBFF577546DCF887AFEDF1804A7C93DF5F217F35F46D246189ACFE1330C296C70C07468984037751DBFDA6');
CREATE TABLE scheduled (
  number integer not null primary key,
  base bigint not null,
  rollout text not null,
  author text not null,
  comment text not null,
  committed_at bigint not null,
  effective_at bigint not null,
  state text not null,
  revision bigint
, drop_reason text, confirm_minutes integer, guardrails text not null default '');
INSERT INTO "scheduled" VALUES(1,3,'{"service":"open","channels":["app"],"regions":{},"banks":{},"policies":{}}','tester','',1654743600150,1654790400000,'pending',NULL,NULL,NULL,'');
CREATE TABLE sessions (
  token_hash blob not null primary key,
  person text not null,
  expires_at bigint not null
);
INSERT INTO "sessions" VALUES(X'4A6A8FCFAFE7CACF2A409EA1BA09AE6C0DA93474A2193254F02CE8E11295B535','P0ENNA6GEHYV44W7TDY',1657332604646);
CREATE TABLE unconfirmed (
  revision bigint not null primary key,
  author text not null,
  from_at bigint not null,
  until_at bigint not null,
  guardrails text not null,
  state text not null,
  decided_by text,
  restoration bigint
);
INSERT INTO "unconfirmed" VALUES(2,'tester',1654740000429,1654741800429,'answered','confirmed','tester',NULL);
CREATE TABLE vaults (
  day integer not null primary key,
  state text not null
);
CREATE INDEX scheduled_pending on scheduled (effective_at, number) where state = 'pending';
CREATE INDEX codes_phone on codes (phone_hash, purpose, number);
CREATE INDEX queries_person on queries (person, number);
CREATE INDEX queries_due on queries (due_at) where state in ('accepted', 'collecting');
CREATE INDEX queries_expiry on queries (expires_at) where state = 'reported';
CREATE INDEX enquiries_next on enquiries (bank, next_at) where state in ('queued', 'sent', 'acknowledged');
CREATE INDEX outbox_next on outbox (next_at);
CREATE INDEX sandbox_messages_phone on sandbox_messages (phone_hash, number);
CREATE INDEX nonces_until on nonces (until);
CREATE INDEX maintenances_bank on maintenances (bank);
CREATE INDEX bank_keys_bank on bank_keys (bank, number);
CREATE INDEX certifications_bank on certifications (bank, number);
CREATE INDEX certified_end on certified (ends_at);
CREATE INDEX unconfirmed_waiting on unconfirmed (until_at) where state = 'waiting';
CREATE INDEX audit_object on audit (object, sequence);
CREATE INDEX revisions_effective on revisions (effective_at, number);
CREATE INDEX audit_reads on audit (at, author) where action = 'read';

pragma application_id = 1128811329;
pragma user_version = 6;
