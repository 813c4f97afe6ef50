-- A sandbox as the thirteenth version of the schema had it, written by the program of that time; tests migrate it. Beside
-- it lay these secrets:
-- secret: root IaQUrM/odZyG7k2qys4Td8t968H9WvKLckGfdRa7Rkk=
-- audit-head-8bcd853c: sealed 18 ce49a852e42e1986b2165954d6184bc67fa77787a45dc0f15a4038a12973ff25 81d7f8f69008b9ced24bd99934abe099ef1978f1128718f6429eb4c620f71392

CREATE TABLE migrations (number integer not null primary key, name text not null, checksum text not null);
INSERT INTO migrations VALUES(1,'initial','0ac50fa019a93e4f4208c0b37345be15fd3bf98ae6144631a7816313739ad39f');
INSERT INTO migrations VALUES(2,'health','3755eb883b93c05ac73d5b7c7ee288273769387276634c0f963c0fd1d48ba3f3');
INSERT INTO migrations VALUES(3,'onboarding','07a3c34e5989e0d3045af7e84fb7882c78bc536f5750de7c0da9f7d7318d600e');
INSERT INTO migrations VALUES(4,'operators','5acfb1ce3b668ae78d0bef3b1e9949ed56bb72e206ee9b288ea5c2a14b8fedaa');
INSERT INTO migrations VALUES(5,'impact','19e0e53b4a30eddd8a0e2f76b2a6493a14095a844d4e1759c95c4606bbb6ce41');
INSERT INTO migrations VALUES(6,'changes','368ec2dd94461129a623953958ac5100d1b8620af141a503b69e913bcb2e8400');
INSERT INTO migrations VALUES(7,'code-subjects','fbe968464a2d72a798439c2593f420f1346c206f401a6a4831e477e9f44b4c7c');
INSERT INTO migrations VALUES(8,'requesters','65e7a15331e20122d4684f962347cc205f9226f768ac4c66b346ea79f1fe765c');
INSERT INTO migrations VALUES(9,'said','7eafbdaa27e3187dc67fb70507e63cb2ab4795e765c07140d24228b1a7fc388e');
INSERT INTO migrations VALUES(10,'broken-glass','dfa15a71b19791c8eff4119b1f70b7cb8168b08d66dff77f9c7a3eb3d01565b2');
INSERT INTO migrations VALUES(11,'seals','ba234d4cae21624372b59a936cfdd05e95555e8922bf5755b02dd502ab9ee061');
INSERT INTO migrations VALUES(12,'authority','deb8a917411003252dac87ff22f4963afa4ebb276bbb88dee53647b69020f835');
INSERT INTO migrations VALUES(13,'faults','d4f76d48c61ecbd89b3f306892034049b871dc719a0520b404dd0ea4ffdfd608');
CREATE TABLE meta (
  name text not null primary key,
  value text not null
);
INSERT INTO meta VALUES('sandbox','true');
INSERT INTO meta VALUES('instance','8bcd853c033d305bbae5b9475e212780');
INSERT INTO meta VALUES('keyCheck','2a25670f9231167bfe95ce89316585df');
CREATE TABLE clock (
  id integer not null primary key check (id = 1),
  latest bigint not null
, mac blob, machine_start bigint);
INSERT INTO clock VALUES(1,1654740600113,X'81eb40b26be3d5251364c5f86ab02412aa88294b99c636476d8704c48cab910e',NULL);
CREATE TABLE revisions (
  number bigint not null primary key,
  rollout text not null,
  author text not null,
  comment text not null,
  committed_at bigint not null,
  effective_at bigint not null,
  hash text not null
, restated text not null default '');
INSERT INTO revisions VALUES(0,'{"service":"open","channels":[],"regions":{},"banks":{},"policies":{}}','root','',1654740000252,1654740000252,'181e4700c658e8669e9227ec99a95e678cb9f856d502531b3c79cb5779a54386','');
INSERT INTO revisions VALUES(1,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000,"CN-YN":10000},"banks":{"abc":{"connected":"all"},"icbc":{"connected":"all"}},"policies":{}}','root','',1654740060137,1654740060137,'5ae485ea7778a7b3c4b2c3c25f517c114b4135bb9635c4771bc5578566e6af20','');
INSERT INTO revisions VALUES(2,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000,"CN-YN":10000},"banks":{"icbc":{"connected":"all"}},"policies":{}}','root','',1654740480098,1654740480098,'90968a6d33f56787de1d9c6484dca802acbd59ecbe30c433d7739a900e37582a','');
INSERT INTO revisions VALUES(3,'{"service":"open","channels":["app"],"regions":{"CN-CQ":10000,"CN-SH":10000,"CN-YN":10000},"banks":{"icbc":{"connected":"all"}},"policies":{}}','wang','x',1654740600113,1654740600113,'89f85f60df1e85d249b0cbdce7f2edf9b5a3ef1437868e3ab4b532d0f2eb642f','');
CREATE TABLE running (
  id integer not null primary key check (id = 1),
  revision bigint not null
);
INSERT INTO running VALUES(1,3);
CREATE TABLE closures (
  bank text not null primary key,
  revision bigint not null
);
INSERT INTO closures VALUES('abc',2);
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
, drop_reason text, confirm_minutes integer, guardrails text not null default '', restated text not null default '', evidence text not null default '');
INSERT INTO scheduled VALUES(1,1,'{"service":"open","channels":["app"],"regions":{"CN-BJ":10000,"CN-SH":10000,"CN-YN":10000},"banks":{"abc":{"connected":"all"},"icbc":{"connected":"all"}},"policies":{}}','root','',1654740360082,1654876800000,'pending',NULL,NULL,NULL,'','','');
INSERT INTO scheduled VALUES(2,1,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000,"CN-TJ":10000,"CN-YN":10000},"banks":{"abc":{"connected":"all"},"icbc":{"connected":"all"}},"policies":{}}','root','',1654740360103,1654963200000,'cancelled',NULL,NULL,NULL,'','','');
CREATE TABLE audit (
  sequence bigint not null primary key,
  at bigint not null,
  author text not null,
  action text not null,
  object text not null,
  detail text not null,
  hash text not null
, mac blob);
INSERT INTO audit VALUES(1,1654740000252,'root','init','database','{"sandbox":true,"administrator":"root","registry":"d67f410b2677af065f0a2cbebca79a8f865e6db7f83c8343415af222a3fbcb65"}','d83eef562dfe20c0dcaf75be7feded30198d99801033185cb0733b59fabd717b',X'36a364b2954731b35f547a64d6a40e009a61da436841baa9da1d992149d5687d');
INSERT INTO audit VALUES(2,1654740000252,'root','commit','revision 0','{"hash":"181e4700c658e8669e9227ec99a95e678cb9f856d502531b3c79cb5779a54386","comment":"","effectiveAt":"2022-06-09T10:00:00.252+08:00"}','51ecd0d4738c1a44c256eeb249ef243bb7dbfae325f82743586f3819597b642d',X'478b0077cd1a3312e056610e9739fed4d28029a4ced927096127ca4995ddaccb');
INSERT INTO audit VALUES(3,1654740060137,'root','commit','revision 1','{"hash":"5ae485ea7778a7b3c4b2c3c25f517c114b4135bb9635c4771bc5578566e6af20","comment":"","effectiveAt":"2022-06-09T10:01:00.137+08:00"}','f84aa502a876b1a7a68deb65b83c46c0684953daa3a1c66f8568f3fbf67e9b8a',X'6cb13ccb028edb5826932291e4ed3b6ef90d059b754785227057b3f405dc3051');
INSERT INTO audit VALUES(4,1654740120071,'root','endpoint','bank icbc','{"url":"http://127.0.0.1:9/old","lines":"public"}','d0700372dfb295aaee056258a5fcfca4e376d122ea8dfaed5a47f07e69ad6aaf',X'7b52b8991c5b1cacd780f05b9fae182e90c21989a4b652329d8dbf548857b968');
INSERT INTO audit VALUES(5,1654740180119,'root','endpoint','bank icbc','{"url":"http://127.0.0.1:9/icbc","lines":"public"}','ba45ffa31b5268da7f0a9baca93eca50174fac85cd5d2c9e45a552965d14db0a',X'06ae1893ef356a135dc61ca397b3a1c6aa6a8e8005d758f4db31e35e49c6bac0');
INSERT INTO audit VALUES(6,1654740180151,'root','endpoint','bank abc','{"url":"http://127.0.0.1:9/abc","lines":"public"}','1f385a966fa1a54abf8218af29a24b7c7b79e4e26dae5921b189d9cff23966cc',X'574480ad0372c5faa3030eaad7335d1fca428e77f6d69714e9c6d156a157e0d2');
INSERT INTO audit VALUES(7,1654740240158,'root','operator','operator li','{"role":"approver"}','1e5d664283bcdf812532685d050ace2ba35509abb57bb77c77d42246e2fc44fc',X'621270309b9761ef7d472dfa7a74defd59b2603772c6906ef0d0813a4f42bd6c');
INSERT INTO audit VALUES(8,1654740240184,'root','operator','operator wang','{"role":"operator"}','d03bf8c69edb62481482a8ae753b84abad76968220669cf7d007a6698eb5a9e6',X'dd7ab1db9a907df5084467406b9b1271c23841ad4764985fe8636975036a0468');
INSERT INTO audit VALUES(9,1654740300091,'root','maintenance','bank icbc','{"number":1,"from":"2022-06-12T00:00:00+08:00","until":"2022-06-12T03:00:00+08:00"}','83a3244caba98e92cfe44e5402a744138035be4ecb8e4f257c66ae7391bdbdf7',X'56264b4ba7e9f2ff3594a4ad5d15ab60b80d0dcba1fb0704ead0b066155a50a5');
INSERT INTO audit VALUES(10,1654740360082,'root','schedule','scheduled 1','{"effectiveAt":"2022-06-11T00:00:00+08:00","comment":"","content":"b373eba9ce41bea65f34c101143ab9b5f9022095b733202264a1930170590c7f","request":null,"reopening":[]}','e7d5ce3af5728ec5189df622e6ba2f6cddeb6c416abed420e1494127f5a67225',X'6835e02bafef7b4bcfa6e0be9da3975f82f50ba2e43e32de11e0b1e32d7e63a8');
INSERT INTO audit VALUES(11,1654740360103,'root','schedule','scheduled 2','{"effectiveAt":"2022-06-12T00:00:00+08:00","comment":"","content":"6541d87581276c81f39e8203d8beb2fc4bc9f219a7ae21d964a178bb9fb4b4ca","request":null,"reopening":[]}','8ea377e502b229a47d882bf0cfa5c7dbc223a70d2bb6bc51fe2bc8d0c4f8cbff',X'dd809f441da089392d0254923499561ee48aebab8a2f2c953727c079b31dfa53');
INSERT INTO audit VALUES(12,1654740420081,'root','cancel','scheduled 2','{}','ed07461b76c0085679730b04bc8af9c6972ba8eef31adf367dd3bf2d3c98b900',X'6af5c1663856090c0258d0da7915fe963d5874fc73ef93e960c8ba3c762e13c0');
INSERT INTO audit VALUES(13,1654740480098,'root','commit','revision 2','{"hash":"90968a6d33f56787de1d9c6484dca802acbd59ecbe30c433d7739a900e37582a","comment":"","effectiveAt":"2022-06-09T10:08:00.098+08:00"}','b94b1b69d43e02d12c4ee0cb7c7dac518cd354bdf730b4f74d236aba6252e6d4',X'42625ddab7da7d9baf948bf334b59bba29758b02591ee6a6c96458661f395868');
INSERT INTO audit VALUES(14,1654740480098,'root','timer','revision 2','{"until":"2022-06-09T20:08:00.098+08:00","guardrails":[]}','2fec7471e4a4622c7220b816699550eb9e6e112c8182832f71163becd7094353',X'aa1b0532e4b25f1806e6e7c20fff2942be04fe98a347575084a08fdf61053ee8');
INSERT INTO audit VALUES(15,1654740540129,'wang','request','request 1','{"version":1,"content":"b9951d329a4077552059a96c9b59babd0d6f417423056b5548c317fcda340f45","comment":"x"}','a5f0c017971529ba31acceb391e00b08523afc8749a76a098f82ba540c6b5305',X'f05ace808c4ba6fc685a4e0f63ccb7cb7258bcf019408b3a33a7049e19beb5fb');
INSERT INTO audit VALUES(16,1654740600113,'li','approve','request 1','{"version":1}','5c0f1b4275ea413371ae91dbd7ef7525629e1aea2081bc6a9e3601ff996a0b71',X'8fcba3e64e0ae7c415217e0a09fed916a76fc4522f231602764999e16aaf3de2');
INSERT INTO audit VALUES(17,1654740600113,'wang','confirm','revision 2','{}','c55033a6c4eab7d6b7f35e15be1a2ea4d11250ad15ac1eb9ce20f921560c18c3',X'5bd3c26a0ccb03ef4b93b7ac73f437cf891ec53856f162ec32542090b9c01698');
INSERT INTO audit VALUES(18,1654740600113,'wang','commit','revision 3','{"hash":"89f85f60df1e85d249b0cbdce7f2edf9b5a3ef1437868e3ab4b532d0f2eb642f","comment":"x","effectiveAt":"2022-06-09T10:10:00.113+08:00","confirms":[2],"request":1}','ce49a852e42e1986b2165954d6184bc67fa77787a45dc0f15a4038a12973ff25',X'aff8ba7e27f1baad9b0deded24d7c887192201b5d1e49649ddfd4cfca2fdf90d');
CREATE TABLE endpoints (
  bank text not null primary key,
  url text,
  public_key blob,
  changed_at bigint not null
, private_lines integer not null default 0, ring blob, seal blob);
INSERT INTO endpoints VALUES('icbc','http://127.0.0.1:9/icbc',NULL,1654740180119,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'e1e61f21e6f525bbcadfab7fc8d475cc');
INSERT INTO endpoints VALUES('abc','http://127.0.0.1:9/abc',NULL,1654740180151,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'b5433ca5e846edbad7e6c1a9433edc66');
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
, phone_lost_at bigint, seal blob);
CREATE TABLE sessions (
  token_hash blob not null primary key,
  person text not null,
  expires_at bigint not null
, seal blob);
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
, subject text not null default '', requester blob not null default x'', own integer not null default 0, seal blob);
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
, seal blob, conclude_at bigint);
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
  owner text, asked_at bigint, seal blob,
  primary key (query, position)
);
CREATE TABLE vaults (
  day integer not null primary key,
  state text not null
);
CREATE TABLE refusals (
  number integer not null primary key,
  id text not null unique,
  at bigint not null,
  codes text not null,
  revision bigint not null,
  pseudonym blob
);
CREATE TABLE outbox (
  number integer not null primary key,
  id text not null unique,
  phone blob not null,
  text blob not null,
  attempts integer not null,
  next_at bigint not null,
  expires_at bigint not null,
  owner text
, seal blob);
CREATE TABLE sandbox_messages (
  number integer not null primary key,
  id text not null unique,
  phone_hash blob not null,
  sent_at bigint not null,
  text blob not null
, seal blob);
CREATE TABLE health (
  bank text not null,
  slot bigint not null,
  measure text not null,
  count bigint not null,
  primary key (bank, slot, measure)
) without rowid;
CREATE TABLE nonces (
  nonce text not null primary key,
  until bigint not null
) without rowid;
CREATE TABLE maintenances (
  number integer not null primary key,
  bank text not null,
  from_at bigint not null,
  until_at bigint not null,
  author text not null,
  made_at bigint not null,
  cancelled integer not null default 0
, seal blob);
INSERT INTO maintenances VALUES(1,'icbc',1654963200000,1654974000000,'root',1654740300091,0,X'912b2504bd980a41e7148e0ed46764d9');
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
, seal blob);
CREATE TABLE certified (
  bank text not null primary key,
  ends_at bigint not null
);
CREATE TABLE operators (
  name text not null primary key,
  role text not null,
  added_at bigint not null,
  added_by text not null
);
INSERT INTO operators VALUES('root','administrator',1654740000252,'root');
INSERT INTO operators VALUES('li','approver',1654740240158,'root');
INSERT INTO operators VALUES('wang','operator',1654740240184,'root');
CREATE TABLE unconfirmed (
  revision bigint not null primary key,
  author text not null,
  from_at bigint not null,
  until_at bigint not null,
  guardrails text not null,
  state text not null,
  decided_by text,
  restoration bigint
, evidence text not null default '');
INSERT INTO unconfirmed VALUES(2,'root',1654740480098,1654776480098,'','confirmed','wang',NULL,'');
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
INSERT INTO requests VALUES(1,'wang',1,'{"change":"commit","base":2,"rollout":{"service":"open","channels":["app"],"regions":{"CN-CQ":10000,"CN-SH":10000,"CN-YN":10000},"banks":{"icbc":{"connected":"all"}},"policies":{}},"terms":{"at":null,"comment":"x","minutes":null,"guardrails":[],"expectedLoss":null,"override":null,"evidence":""}}','x',1654740540129,'done',NULL,NULL);
CREATE TABLE approvals (
  request integer not null,
  version integer not null,
  operator text not null,
  at bigint not null,
  primary key (request, version, operator)
);
INSERT INTO approvals VALUES(1,1,'li',1654740600113);
CREATE TABLE reviews (
  number integer not null primary key,
  revision bigint not null,
  author text not null,
  reason text not null,
  made_at bigint not null,
  signed_by text,
  signed_at bigint
);
CREATE TABLE population (
  region text not null,
  bucket integer not null,
  count bigint not null,
  primary key (region, bucket)
) without rowid;
CREATE TABLE population_hundreds (
  region text not null,
  hundred integer not null,
  count bigint not null,
  primary key (region, hundred)
) without rowid;
CREATE TABLE answers (
  region text not null,
  day integer not null,
  ended bigint not null,
  answered bigint not null,
  primary key (region, day)
) without rowid;
CREATE TABLE rollout_changes (
  path text not null,
  revision bigint not null,
  primary key (path, revision)
) without rowid;
INSERT INTO rollout_changes VALUES('banks.abc',1);
INSERT INTO rollout_changes VALUES('banks.abc',2);
INSERT INTO rollout_changes VALUES('banks.icbc',1);
INSERT INTO rollout_changes VALUES('channels.app',1);
INSERT INTO rollout_changes VALUES('regions.CN-CQ.share',3);
INSERT INTO rollout_changes VALUES('regions.CN-SH.share',1);
INSERT INTO rollout_changes VALUES('regions.CN-YN.share',1);
CREATE TABLE known_requesters (
  phone_hash blob not null,
  requester blob not null,
  at bigint not null,
  primary key (phone_hash, requester)
);
CREATE TABLE broken_glass (
  number integer not null primary key,
  request integer not null,
  version integer not null,
  author text not null,
  reason text not null,
  made_at bigint not null,
  due_at bigint not null,
  state text not null,
  drop_reason text,
  review integer
);
CREATE TABLE authority (
  id integer not null primary key check (id = 1),
  content text not null,
  mac blob not null
);
INSERT INTO authority VALUES(1,'{"records":18,"head":"ce49a852e42e1986b2165954d6184bc67fa77787a45dc0f15a4038a12973ff25","running":3,"hash":"89f85f60df1e85d249b0cbdce7f2edf9b5a3ef1437868e3ab4b532d0f2eb642f","nextDue":1654876800000,"registry":"d67f410b2677af065f0a2cbebca79a8f865e6db7f83c8343415af222a3fbcb65","tables":{"operators":"00de6dbc15d5836067fc782e775801635a734ede17f319439b1757a26f6629c9","requests":"a26557478a0eecb03cb09b6be99395b173cf9352fa74a699decfa3053979730c","approvals":"1c1dad0346db50ad40e3bc55c45992db8a821ef8ae1fcc332303626264c165da","reviews":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","scheduled":"424805ea74f0eb9a168f589767c34a39825866476380df544b267cfa6f59b597","unconfirmed":"80645a8c67314ea5743bc2e7d4a6f66cea55f506c4ebaf240c27460449354c7d","running":"8098aeda73c318d542aec2b2d160af40f6a660713cae2feb763aec203ba64b1e","closures":"020632bb6b76e1bfce13e6121dec277c17aed2afd762f91545b7d1de84d8786c","certified":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","maintenances":"d57616cab781c7d48091ac4b641de60dfb8b14a58d39efcaab0a3b7ca0ad5f9b","meta":"7451b272b5ca7b9f4adc4b29f70214258f53bf3187e45b305451e54555c62cb9","migrations":"3ce311779aa50a7aec534ed23d43288885c4116fc61ee93fcdd34016e8a9ab48","broken_glass":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}',X'28f2ec5a844a76fe74b4d2beea21ebbc764e81da6b91f74bf595817ced7184c5');
CREATE TABLE day_keys (
  id integer not null primary key check (id = 1),
  through integer
);
INSERT INTO day_keys VALUES(1,NULL);
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
CREATE INDEX codes_requester on codes (requester, sent_at);
CREATE INDEX broken_glass_waiting on broken_glass (due_at) where state = 'waiting';
CREATE INDEX queries_conclude on queries (conclude_at) where conclude_at is not null;
pragma application_id = 1128811329;
pragma user_version = 13;
