-- A sandbox as the nineteenth version of the schema had it: that of version-16.sql, migrated by the program of that
-- time; tests migrate it. Beside it lay these secrets; a file without a colon after its name is in Base64:
-- audit-head-27031bd3: sealed 21 92281927d4f082dacfb48bd67ab6392c4da1c86926f20f769c3eee1ce5821132 bb04e5e9180444a90ef8d6533984d18cc82a4d25b43a2d1504ab7b673f6f563c
-- day-keys-27031bd3/2022-06-17 jCZdN5EELFXHvgxxwKWJtnM84Zu/jfvosB/WmMsp1dU=
-- day-keys-27031bd3/2022-06-18 DJ4vafduWqteN2zh/vv0VnHcDOrdMbAdV9Z0uYLD3SY=
-- day-keys-27031bd3/2022-06-19 3TBBmeQ7UXZOPHa1dunGl3YnG7w5UNOESVIdFgtUfUM=
-- day-keys-27031bd3/2022-06-20 q+8JSmI/WTmKodt0SZ+9kWtjUQE7bkPcqZQdUUIPx4s=
-- day-keys-27031bd3/2022-06-21 T8W0DCDz42We5YhxcA35DzmOgJ/ee0zySdQ8+t+n2oU=
-- day-keys-27031bd3/2022-06-22 2IkGqimNSICsY2+Rrh47+lTrdIZs9offufwhrTGoAYQ=
-- day-keys-27031bd3/2022-06-23 3aY3ve2Y/Y5SEJF6+ngm5sZj8rvTbdOHSkWkWWU/7yo=
-- day-keys-27031bd3/2022-06-24 S5iyZ1ebynkXiatI9bf0jbgLJt6QkSNAQXZdVLOjV70=
-- day-keys-27031bd3/2022-06-25 oBicROe7YGdYfqiaoGWqlPZ1cPYVksygawhF6yJihro=
-- day-keys-27031bd3/2022-06-26 tF914x1O/VSr7ovzmkB8BaHbL1I1UdXaNd6DXyRjM0Y=
-- day-keys-27031bd3/2022-06-27 RcC9YogmggQXacqudE25fX/bZGaL9lAn/zvDR7FnLi0=
-- destroyed-days-27031bd3 MjAyMi0wNi0xNgo=
-- latest-time-27031bd3 MTY1NTQzMDY2MDIwOSAxMyAxNCAwIDZhYzRlNDdjYjMyZTNkMWZlYWFlNjUxMzllM2YwOTc1MDBhZDliMmUyNTFjNjU0MmZlNDg2OGZhY2U2YmQzYzMK
-- network.keys Y2hha2EtbmV0d29yay1rZXlzIDIKRi9yNWhLNlhpSnlkRkI3NmtUWmRvZ053U1NERFB6U1IvbzNoTmVHREk1TT0gMTY1NDczOTk0MDIyOSAtCnNlYWwgY2JlMDdlNzhiZTY4M2JlMWRjYjIyN2JhNzlkZGM3ODE1MjMzNTI4ODUzY2FiOTRhOGFhODM4NmYwOGY0YTJjYwo=
-- rows-sealed-27031bd3 Y2hha2Etcm93cy1zZWFsZWQgMQo=
-- secret: root lI8y+kUaqZDPQ0CgL+Gws8RtiKzm8HhxzUJAXpMDr1U=

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
INSERT INTO migrations VALUES(14,'registrations','9ed0fc2ad3cf46eac2986a4951b4a7bfa0cf9f60d9106478e03894900db9cde2');
INSERT INTO migrations VALUES(15,'persons','6510be31d193f88bfe160f240a345a85aea255dd3e46d8b8e4029585f48c88cb');
INSERT INTO migrations VALUES(16,'clock','0b1f453d00d8da1ae712805fb33c83a276eedb18a3f7a7a35456340b0f99cab8');
INSERT INTO migrations VALUES(17,'uniqueness','3531edcd6efe8fc4dd78ccc8d9fd689979dab5dc52f613a3edb08e10c114911e');
INSERT INTO migrations VALUES(18,'work','4b0165e371b08a7f75b1d7b7fdf7ee97a8b6b1097e191dcc3576759ee96c3b99');
INSERT INTO migrations VALUES(19,'enquiries-packed','fd3a6d986636e18b45303d36574b9643d27e27aff5cbe9e9e5833c97daefd6b0');
CREATE TABLE meta (
  name text not null primary key,
  value text not null
);
INSERT INTO meta VALUES('sandbox','true');
INSERT INTO meta VALUES('instance','27031bd30a9b8bf7831f913e8b8fba72');
INSERT INTO meta VALUES('keyCheck','f979ee6d6e84aa4218faf4cd6a3567bc');
CREATE TABLE clock (
  id integer not null primary key check (id = 1),
  latest bigint not null
, mac blob, machine_start bigint, boot text, ahead bigint, keeper text);
INSERT INTO clock VALUES(1,1655430660209,X'810a415d5003b62e256e71b72ae9795724e4d6d5fa93ae3c2ae5d93bf617b7cc',NULL,NULL,NULL,NULL);
CREATE TABLE revisions (
  number bigint not null primary key,
  rollout text not null,
  author text not null,
  comment text not null,
  committed_at bigint not null,
  effective_at bigint not null,
  hash text not null
, restated text not null default '');
INSERT INTO revisions VALUES(0,'{"service":"open","channels":[],"regions":{},"banks":{},"policies":{}}','root','',1654739940254,1654739940254,'ba81183a7a2cd289563af5ffa69c32b8d7145efdead994abdec8afd449e502bc','');
INSERT INTO revisions VALUES(1,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000,"CN-YN":10000},"banks":{"abc":{"connected":"all"},"boc":{"connected":"all"},"ccb":{"connected":"all"},"cgb":{"connected":"all"},"cmb":{"connected":"all"}},"policies":{}}','wang','',1654740000000,1654740000000,'fc6fddf83a983eed984a56fe77331a183e468ade982cae10d53696b77bb3e7c0','');
INSERT INTO revisions VALUES(2,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000,"CN-YN":10000},"banks":{"abc":{"connected":"all"},"boc":{"connected":"all"},"bocom":{"connected":"all"},"ccb":{"connected":"all"},"cgb":{"connected":"all"},"cib":{"connected":"all"},"citic":{"connected":"all"},"cmb":{"connected":"all"},"hxb":{"connected":"all"},"icbc":{"connected":"all"},"psbc":{"connected":"all"},"spdb":{"connected":"all"}},"policies":{}}','wang','',1654740000000,1654740000000,'bd12a3418bdd64f0568ef2d549b1aca3bd71760861171b9988c9d1b626ed1d99','');
INSERT INTO revisions VALUES(3,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000,"CN-YN":10000},"banks":{"abc":{"connected":"all"},"boc":{"connected":"all"},"bocom":{"suspended":"all","reason":"certificate"},"ccb":{"connected":"all"},"cgb":{"connected":"all"},"cib":{"connected":"all"},"citic":{"suspended":"all","reason":"certificate"},"cmb":{"connected":"all"},"hxb":{"connected":"all"},"icbc":{"connected":"all"},"psbc":{"suspended":"all","reason":"certificate"},"spdb":{"suspended":"all","reason":"certificate"}},"policies":{}}','wang','',1655427601000,1655427601000,'5c0dd66721f184236e17d07d8e6af39c79a73c1c7c057ede12769f3f85bf19ad','');
INSERT INTO revisions VALUES(4,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000,"CN-YN":10000},"banks":{"abc":{"connected":"all"},"boc":{"connected":"all"},"bocom":{"suspended":"all","reason":"certificate"},"ccb":{"connected":"all"},"cgb":{"connected":"all"},"cib":{"suspended":"all","reason":"certificate"},"citic":{"suspended":"all","reason":"certificate"},"cmb":{"connected":"all"},"hxb":{"connected":"all"},"icbc":{"connected":"all"},"psbc":{"suspended":"all","reason":"certificate"}},"policies":{}}','wang','',1655430657000,1655430657000,'9066a06cd121774c6dab42790d33834af985276cd83ce9b9547eb2e11a3d30d9','');
INSERT INTO revisions VALUES(5,'{"service":"open","channels":["app"],"regions":{"CN-SH":10000,"CN-YN":10000},"banks":{"abc":{"connected":"all"},"boc":{"connected":"all"},"bocom":{"connected":"all"},"ccb":{"connected":"all"},"cgb":{"connected":"all"},"cib":{"suspended":"all","reason":"certificate"},"citic":{"connected":"all"},"cmb":{"connected":"all"},"hxb":{"connected":"all"},"icbc":{"connected":"all"},"psbc":{"suspended":"all","reason":"certificate"}},"policies":{}}','wang','',1655430658000,1655430658000,'27e471abcccc64be43e82a1aabf6a1f67585e99743cf928ce31191024810fcd2','');
CREATE TABLE running (
  id integer not null primary key check (id = 1),
  revision bigint not null
);
INSERT INTO running VALUES(1,5);
CREATE TABLE closures (
  bank text not null primary key,
  revision bigint not null
);
INSERT INTO closures VALUES('spdb',4);
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
CREATE TABLE audit (
  sequence bigint not null primary key,
  at bigint not null,
  author text not null,
  action text not null,
  object text not null,
  detail text not null,
  hash text not null
, mac blob);
INSERT INTO audit VALUES(1,1654739940254,'root','init','database','{"sandbox":true,"administrator":"root","registry":"d67f410b2677af065f0a2cbebca79a8f865e6db7f83c8343415af222a3fbcb65","networkKey":"6d1a5debc04ebf52"}','71d88c9718de5c9d32eabd7faf1692be3787ab5f4fd270ba512bb17a407276c6',X'5c016a305a0bbe124c89083ee8a060d10d35ac6cdda39841efca277019686f84');
INSERT INTO audit VALUES(2,1654739940254,'root','commit','revision 0','{"hash":"ba81183a7a2cd289563af5ffa69c32b8d7145efdead994abdec8afd449e502bc","comment":"","effectiveAt":"2022-06-09T09:59:00.254+08:00"}','6d49ca2534e837214af512a74ea73084fa0cf7c8da2ac2201525c734ec5ecf71',X'd0e68bd2f91746025034fef52b6071fc75dad1ade9a504e29c53445d3752f694');
INSERT INTO audit VALUES(3,1654740000000,'wang','commit','revision 1','{"hash":"fc6fddf83a983eed984a56fe77331a183e468ade982cae10d53696b77bb3e7c0","comment":"","effectiveAt":"2022-06-09T10:00:00+08:00"}','55657403534fb9acf38bee3f3aa6dbf19884bbdefda64af60df2a60667ede732',X'535c696d9553e0e3c81d9f3884677da4973bea74e4c1a7f570468cbe2a9d1d48');
INSERT INTO audit VALUES(4,1654740000000,'wang','endpoint','bank abc','{"url":"http://127.0.0.1:9/abc","lines":"public"}','d9a1cafcd16e64f1d1c2f874ff2f46d451aa692219b630f4e1b99cd565be6191',X'34dfe8a44045c5859c7016857e9715e584ce1d50a3eb115932d6649d2be9b041');
INSERT INTO audit VALUES(5,1654740000000,'wang','endpoint','bank boc','{"url":"http://127.0.0.1:9/boc","lines":"public"}','fa586fde710c2a27fde01067d2a5b0a0e628227cd2729d05e12ae43107f405f0',X'26120d03ed0fb85d82924e87bffd0d13ce07713a3a5484db6769c62903b07c7f');
INSERT INTO audit VALUES(6,1654740000000,'wang','endpoint','bank ccb','{"url":"http://127.0.0.1:9/ccb","lines":"public"}','b58d3c2416625536c2bd60c91876cb7a8ac6cbb82390ed0204a8f7a2f0c32f06',X'bb002e5fb314ee655892f895f114920a07f3ef9e4a2304311e0523f038918527');
INSERT INTO audit VALUES(7,1654740000000,'wang','endpoint','bank cmb','{"url":"http://127.0.0.1:9/cmb","lines":"public"}','aa51e3f4bd70d961536487a74dc38b796b07523d3502e59eb32855676c30c581',X'5582fcb2a699d1f78b2440a934de7827531b60df69d8c13b29db229a382bf7c0');
INSERT INTO audit VALUES(8,1654740000000,'wang','endpoint','bank cgb','{"url":"http://127.0.0.1:9/cgb","lines":"public"}','42b6740dc01393b3361573173d9518fbc9359c5ea4fc499b98be597fa40e3579',X'2af54d582c59dbb5422570a8c48d7579a13e273726ad4e308f854a07f0962492');
INSERT INTO audit VALUES(9,1654740000000,'wang','endpoint','bank icbc','{"url":"http://127.0.0.1:9/icbc","lines":"public"}','4295605b60666e1f21cf1bb22300d7e50e12b39f8f248de9bd0260672902072f',X'840de34a30e2e222017d00f7a771cb494ba6232f1cae1b4a5df32aaa33ac63bd');
INSERT INTO audit VALUES(10,1654740000000,'wang','endpoint','bank bocom','{"url":"http://127.0.0.1:9/bocom","lines":"public"}','c7a02216c15f189262a33d700f9cfa546db05cd903df7b260bad821327a0defb',X'304067b497aa6b82f2b176ce92052868f793e354d87408146b813c3794894886');
INSERT INTO audit VALUES(11,1654740000000,'wang','endpoint','bank psbc','{"url":"http://127.0.0.1:9/psbc","lines":"public"}','3299f912a5257ba993df8c9c232e803d5def4bf1f332e66ea26fa4e157ed29f1',X'16eb42ef403c55820df37edece0fb361c931784bec87fbf9ac71123a01a02a73');
INSERT INTO audit VALUES(12,1654740000000,'wang','endpoint','bank citic','{"url":"http://127.0.0.1:9/citic","lines":"public"}','9d7f3357f7b8cc1f79e5d1dbd577df036d539411d71410acfd1e3c479adff1d4',X'48c1b07a93ec745836244020ff42c9a86195bb46c069207590eb00b816b5f2e7');
INSERT INTO audit VALUES(13,1654740000000,'wang','endpoint','bank hxb','{"url":"http://127.0.0.1:9/hxb","lines":"public"}','690483bd7ac9ce5c42605e90b824c754f71b6d7d65722c14756b361a60d51013',X'f184fd010da7fdd0f88c8d0d412279abe14133cbb49f26f02720135426b5b6f2');
INSERT INTO audit VALUES(14,1654740000000,'wang','endpoint','bank spdb','{"url":"http://127.0.0.1:9/spdb","lines":"public"}','a645df9dbb56b485966b36fc09746d154ff6b91a6597cf48500ea373ff6e5906',X'c1e5dc85593811bc608eb39b6f3007f88bbf2712659c4f8fbc876446d4b45fee');
INSERT INTO audit VALUES(15,1654740000000,'wang','endpoint','bank cib','{"url":"http://127.0.0.1:9/cib","lines":"public"}','31578000d20c8a6cd7f852552b9c287e514adc784408275f06ec9332e4abc809',X'b1501e6d49d02c95cd41b2c287e969438cd02b9107a31aca1783a89c10fe57f4');
INSERT INTO audit VALUES(16,1654740000000,'wang','commit','revision 2','{"hash":"bd12a3418bdd64f0568ef2d549b1aca3bd71760861171b9988c9d1b626ed1d99","comment":"","effectiveAt":"2022-06-09T10:00:00+08:00"}','6b20733cacf7f2be72c028b5e445c44d3b6ca48fceec397ea3e6f3a5dbfc4c6c',X'a18c370b8dde33abfc4681f84ec3c40eeb077422b0b35823b0e0252f2465f009');
INSERT INTO audit VALUES(17,1655427600000,'wang','maintenance','bank hxb','{"number":1,"from":"2022-06-17T09:00:00+08:00","until":"2022-06-17T20:00:00+08:00"}','95023a154675abb68a8f49a19a53858f7d52f0af00b644bd4e3840d807b8ab4c',X'129a882573a5cf5816e4af5de9fe0ed43c3f2c952b38bcfe5b8dd899fc145198');
INSERT INTO audit VALUES(18,1655427601000,'wang','commit','revision 3','{"hash":"5c0dd66721f184236e17d07d8e6af39c79a73c1c7c057ede12769f3f85bf19ad","comment":"","effectiveAt":"2022-06-17T09:00:01+08:00"}','01c4a4127c2ac8b96b705db2584ba39d751352fcdff24be622287cb99db9d15f',X'48e765861f15702c86947057e1d16225a9956a63171911a70e04e5f9d2a2c76e');
INSERT INTO audit VALUES(19,1655430657000,'wang','commit','revision 4','{"hash":"9066a06cd121774c6dab42790d33834af985276cd83ce9b9547eb2e11a3d30d9","comment":"","effectiveAt":"2022-06-17T09:50:57+08:00"}','e0ac65b86c29b3b9fdb5dbf040da5ce8077f414d858507efa948fb219b47f41a',X'c5e7e18ef1d26c1cec8a2e3bf35c9eac3c69ebaf365e4e9cc617148a7e954392');
INSERT INTO audit VALUES(20,1655430658000,'wang','commit','revision 5','{"hash":"27e471abcccc64be43e82a1aabf6a1f67585e99743cf928ce31191024810fcd2","comment":"","effectiveAt":"2022-06-17T09:50:58+08:00"}','38196e94634c54bd2beefc71e45cafd94914f83b3fe8f0734bd85b26be06bf8e',X'ca8aa178c03a63b38c3bfe7d37e857c6e83883ddfd46ba1e8df13a5aaaba7775');
INSERT INTO audit VALUES(21,1655430660209,'chaka','altered','query 11','{"code":"record_altered"}','92281927d4f082dacfb48bd67ab6392c4da1c86926f20f769c3eee1ce5821132',X'74b6a5cea1c646f5f1c155a48c8f9c022e933b1842ba36128edc92c772288f78');
CREATE TABLE endpoints (
  bank text not null primary key,
  url text,
  public_key blob,
  changed_at bigint not null
, private_lines integer not null default 0, ring blob, seal blob);
INSERT INTO endpoints VALUES('abc','http://127.0.0.1:9/abc',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'859b9e7a24cad8e6b08b82c1cc240dd0');
INSERT INTO endpoints VALUES('boc','http://127.0.0.1:9/boc',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'f721236640f7f331e2197e06e91a2507');
INSERT INTO endpoints VALUES('ccb','http://127.0.0.1:9/ccb',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'15f47bdade82c143dceabd0f63c454b8');
INSERT INTO endpoints VALUES('cmb','http://127.0.0.1:9/cmb',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'f95125b232584cccb3e485c3ab7b3950');
INSERT INTO endpoints VALUES('cgb','http://127.0.0.1:9/cgb',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'91ea058206f3d4d287de712a1bd90598');
INSERT INTO endpoints VALUES('icbc','http://127.0.0.1:9/icbc',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'0ef12f76a06fefa5f27ab0b22391c531');
INSERT INTO endpoints VALUES('bocom','http://127.0.0.1:9/bocom',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'8a2deca528314b7d30e4eaa0dfcf4b0b');
INSERT INTO endpoints VALUES('psbc','http://127.0.0.1:9/psbc',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'3ad7ec54b98c46d4817513ee946d2fd6');
INSERT INTO endpoints VALUES('citic','http://127.0.0.1:9/citic',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'40735fe9d935c20e22f998b6cf918dd8');
INSERT INTO endpoints VALUES('hxb','http://127.0.0.1:9/hxb',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'73c6cb48351b354649b401c9047e5eaf');
INSERT INTO endpoints VALUES('spdb','http://127.0.0.1:9/spdb',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'db84ad2645b534fdca2e73ce451a14ac');
INSERT INTO endpoints VALUES('cib','http://127.0.0.1:9/cib',NULL,1654740000000,0,X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',X'1c95d7d5dc9859dd4ed86861a88d2140');
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
, phone_lost_at bigint, seal blob, keys_since bigint, password_trying text);
INSERT INTO persons VALUES('PD4B8J54Q3JSDD3G83V',X'e180d49a4e4975a38269899cfa56f17a5037e9918d9f59edd1da88854c6ed09c',X'0716e1ecff6a3de5bb0168126df57d5b8ba7ff38aa265cc57e94daf86112c4da',X'28a0ca168048331b37c6c06a015d21a0ea3dc464d7a4e392a930711f45ad3357d87e6d03fa7dfdec5b93ce7ca4964dc0d283e4ff421e9af33576764168fff02c03a21d9564192802e665fa2df82f103b2c25c8a5ad358e88562d0d9f6755a946121eb3','CN-SH',7830,X'04812678f496ec4c60ede2c9ce95b0180a2a7df4b3366d342a49c22502ef346b',X'41be0c9bd449c65d009f33452eedc1c98a9006dc4992dd3f19c2a033cece8646c35cf0ba5cef83cb94aaf53e0ea97048039fa3f55a0e867c85c82cfb62a2e496be5449b4e4e1959a98e26f01e26c2339539f6774dfdf115f627c00e499119d7cd674188bf0b11b11',1654740000000,NULL,0,NULL,NULL,X'5330e328f01d35d043c672275840f956',NULL,NULL);
INSERT INTO persons VALUES('P78G3XA6D7QGVT4DE31',X'66b4a00c13ad15d6e08709f864bc18baa0bf1ee65a088c30448a26b9f0c83cdb',X'5a574dbf7aded2d5d286f025b7dbd9699a443e9361f277cc658c7091a8f4549f',X'dcb83bcf286ed335ab42ab2a3e5620896a4814822e68a0c3ef89fe6dd20a25cff26a8ed1c3dac93fffb25a5b1ab8d4cf40fda06d9650bad919cd05e79083becf0d998046ad8942fab35c651060c3b6cd97645bf85d3e08a9307a6cbd928da5861294c6','CN-SH',2098,X'ff594a08678ea40d952ce26d18ebef754d47f5bb0f2cf7e30b665888f7aa012f',X'60dcfd5b29622a0d5a9f9279a085ecceb3000ae4dd14355edd9f1ef8777a1038c4cc384d6681658963e31c98aa3f5cea030599aca2755bc68792e09395a0397b2051dcef1f6305e11dce53819d4a5b1d00b246d0c2e5a65cd04aeba120a171d12551f2a01a503c27',1655344259000,NULL,0,NULL,NULL,X'5531bd3bc5b81e90c686a027a4edfd12',NULL,NULL);
INSERT INTO persons VALUES('P224P1YSC3VQSXE0AWN',X'e12110c12f6980e36173ca094dbb84fa50e3f9fc35f4d45c1ed920c7371c2630',X'075e0d321683e4200eb7fc5ae590a225cc459d78ffbe827802970a9d49bb1297',X'a69e6e169095c87c5ef0b66fcb15863b00f734cb312bc5af40872a17fdc54c1eb3b12ac5e17213d0c6a1df02a8c090a9514b2000f6cb6c28008a1bd5ec13cf4a4e5186510c4efceff0977d3cf739fa3f170ee6b3af96e7974d3a0a949eca5de2a54daa','CN-SH',5016,X'fe4f3ca4d92630f1ad5c768e3701de866fe576ddbae4d7e148e37e25bc4dcd1a',X'648661399832ad25ffaf9c8d0188eb6c892d29af3a5657eca147f075a11f385f58d4f64e2932948fbcff738d66d523a200f5095dfd7875bc1a088a997d6491935836a4071eb81f8c0991de9179cfc4e53bf1713a6ef3181ac5bf5c4bdea026606859dcb9b51d233c',1655344500000,NULL,0,NULL,NULL,X'ccc19892bb0470a99f44fa5ade19e47a',NULL,NULL);
INSERT INTO persons VALUES('PA745182G6V1QG32NGM',X'411c1ad74de41a4673505b65cc4b7c7e0ba0c1648e47349b0b3e064a0d1aac13',X'ee280a4ed6880f3ddf559e0405ff801493d1a20a2e5dd260a708281a906dfed2',X'9a278c7a1d7f750a89cc7d886f56c89f9c8ceda05425c959bc370b60ab2c9abdc86684edeb3738839a7df343a47ccffee2220f5763b517609b425502d0b1bca5becb2d759dfe11bab181955667f78e4181bc446caebbdadb62cd9d556f09c02c458a69','CN-SH',4588,X'db59544058214f41083a72a7551c4c0ca1226cd48f49670f9200b7b3c672a043',X'453248e7ed9b15c771df9b1eaef1cd0515ff46650eee16444f81b54047cf3007a2dec9513ee2972f983c532523a44b5dcc29d2bfa4575dbd6af6018b8dd499225a9f43df41229f1f8fee308b8db86147c3d047f0c3f1a865c9fe5c01ce954d7eae5980b0f6175405',1655344500000,NULL,0,NULL,NULL,X'58147fcc3eda6966e8e12bfc4bdaf643',NULL,NULL);
INSERT INTO persons VALUES('P5C6JV13PF8TZMXJBPA',X'fece3ed5b49700ffd3904255ee86654b73a697c28b031cda5e6591e513fe9c62',X'1ff6a7865b42ab07737ae93fa72ecf7d08a46cb507ec0bfea075d08ed68d34ab',X'fe8744193f48cabfdfe674bb3db6540c01ad2710cff242d7b4df3e6b695cf59fffb47aaf1eb990d250bab68d31199394332ecb043999bb32631aff7868df61d7fb42b8b22d809f51be69ec769ed0a32d435b51383d303e72c631ac3e7c7bf4cfaa957f','CN-SH',3784,X'bd847ef1765ee72862d139c6cb6c0e98a3ce19b3ec68dc1f98dbd366be3e4a3d',X'd93dea6195a47bf7ce5ac2c4a764651f0b81ba9318d989a87538351562dad4871f165c199e5afba3e38069e3d8ff4fd3479e2f0cf919e41081bb4163914e723dcca6f04a05aab6113470008f2341095609df44e69296c63e9e9deec8bdee1a77788121f56cdbeb80',1655344500000,NULL,0,NULL,NULL,X'6a2c408dc974447113a9aceaaf711a7c',NULL,NULL);
INSERT INTO persons VALUES('P1E041KXPSK4RHSKM4M',X'1985d258a5b1055b59ef786b140254780d7fc9a88e514a67abcd802f3d9ef131',X'08a4e116dc35d6ee5b8c17f70edcf48e13d0f6bec0b7251172dc5a0f5fd137e8',X'71bd3ec9c6651b6d44d477e0e333994f2821ac532729ce0e8e6586d2a4cfd8588d5cbaede8d4ddbf5dd008eed53411dbc7551e936733c779a50d28f106e048eb85d46d322d695078750809e8773b9673ef1bd2e41821e681b3198231a0f4497faccc3f','CN-SH',9533,X'e02990fb8eb94c60b92ff50898279bc7c4c24b9812a207e6b8e6199997a28958',X'b3a75cc79e4b973ae364e4267a38c15e7175d307679c7a64d61ee9ce1a27968d5171f5971381e6a0c5fbeb6d087c0ee83a947c153913e0a8cd14fabe24cf5d999a80263b1f3ba20d6d1d2f33e7cb67ecf28ad2f54f38a926e3efa535741ffc3a1709185b17a69434',1655427600000,NULL,0,NULL,NULL,X'4b45cde1e92026cb705f13b6159d03b8',NULL,NULL);
INSERT INTO persons VALUES('P8BZTMKQQQDGMDSKHJB',X'9f2c5af72c313cbd002cd7fdf01752bc3e09d4789bfaf0a75dc6b798e1c6f54b',X'0d23449bd7b143e8062211538945477a6f475a82e3192c9f431876e087422d73',X'd2492514664020ca75a86a84a12cce75f2712ea8c9555f86eaa8b730020ff15956cce59ba87fc1a0263a58f2b02097973bfe63eff6e6feb99419b6d26eb769bd02dfc7bddbb7c5f14f56cf47d39b5fc75fe7a46b6d3dc5560caf6b2820a77ba76836c8','CN-SH',6863,X'f3c533db70f7b601c79c747355a4faea1ebd3b2c0f2361d8461349b292f76706',X'6359e818b6d1d8216bca046daf50c0071551fb8172c8ef4592dd3a696bf66cf3737aed6f4de0c8c17c794d9c0843fc6cb9df35930368f61447494ccc99ba597885d2c32f9147ed7f747d039d90f0275771ee03e905a7e3bea2bfac1e3d6b53fe1df7d06c252b3a07',1655427601000,NULL,0,NULL,NULL,X'76a5969420a7810c7c8cde7abfdd7ad7',NULL,NULL);
INSERT INTO persons VALUES('P91HRAF9H0DNE1ZW88C',X'ba390998c7e2f17a79a42c877bc01d960be85932294d5a19f8b32a53889578b8',X'7a3fb8a5e74d21a8cd898b31ef0ced244c0038b118f0f81ad9984d63c9c9b065',X'6e820540d42b8fcd0d6297050504da0f867217aacf5ed26ad0c872effe00d2dd7355774abe66b5cef3be3edb97d49e5b16d6d78c3c20045fec07c46b54b80a62999c5ab1a851be5c904f5225f8a417e1f1b43ed70c6aa271335222e8c4df954cd227b2','CN-SH',8784,X'90654dab453b74cc5eb4328ec953dd6adce12afb0980491229dae462e49d0c13',X'a41bcf43d8e0d9f6be64733c54fe2670c2a7262f3bb93fc4ced95fd13da7036c69e25ce5ed9562cc107f2e4ae431955fcc197d546d002e6919c441c5a7668bee2e2f81b60c8614f34d9f5f3b6dc404a26ad471026b7d12a752b521d1934da96a62937415fe7fb828',1655427601000,NULL,0,NULL,NULL,X'ea71a17ae5e89a56f37bad33f0fae685',NULL,NULL);
INSERT INTO persons VALUES('PDDD82XXZ6GY6JS1BC4',X'358190299c59a55a438fc28a8703756bae9eda899ce1d341ab46d6873069f1a3',X'6737a47e877ea934a3122db90eddd9efb380315073e99a12d2be5650169974af',X'0949be5dabfb9c12ef89f93d79f28b0bfbc396eea506db5854fadc1561c24666c5f324af575fb784afa422847b6daf3439fe0b438c3d90fdcb73c2257d8095ba562759c4d13b84e87655b65de0ebb011d11cea7be806ab221472f2e4a61f3088914289','CN-SH',831,X'f4804de31f9c15ca456b82f2a58831258f4739c429f2edd116ea6e9b01cb2201',X'e1742ccf8c15fbf592594bac2ba0b4b8f0d02b853a27bc7e4fd828490dc34cd48537a5744b750106b91636377919a5ec11280b18c38315e0736ec37363bfd830d13d58360b887399cdee743b159d6821e9702a3154ae81bab445f290104e958bfb6e9a39749b53cf',1655427601000,NULL,0,NULL,NULL,X'1d995514cf303549d4a69f9b00f9d938',NULL,NULL);
INSERT INTO persons VALUES('P58YARFBVXSG0JKS144',X'8562ee2d820df77bbb327e9f526220c3137ae524b862834efc6bf472b511a7e4',X'c188c16de31ee5de5371911be09709afec4c9f3c59f3ebb7611fb88c60ca7613',X'09fa0f639fa0b4bb4f0a0f2a3487a7e65fba53781be846e4644834500f7ff2b1468c7dd014a1979cbe71db9e074aafce15959a289cdb45b4a52445525f700567af1c01ea975095c186d4b3dcf039220733b76fb1fb8e591b2147347ee57deaf7198d43','CN-SH',71,X'f301c4c4b08be67fd067ee78337bea6413c71be219ecaff7e5a36576ae73c43f',X'f3d941f332327a2c5e4b7e44d247457fb0481890a4e2e3f3187487575eb9bc8da73c57aec0473ae2c6224ad0b25dd7a93276057f9f07fb686236e2c9c41b09c3b4dd7f79a5261cbf4b668e2d16709c4c4f5ac485906c423bee7daf5bc73f3c9ec21d2234192a7309',1655427601000,NULL,0,NULL,NULL,X'bc8b407435c09dcf3987b2dc4c5bbabc',NULL,NULL);
INSERT INTO persons VALUES('PC67GHYKK3QA5T586JM',X'e192a80a5f3d7ecba4d0ffa91d7d1d0fc2593034c1aafa32ffe7ecae7572c17c',X'0aeb330f8d7be2fe26a10ec2a4f1af976b8da56b51aaaa97e01b9f3b5bbe8dd0',X'37b6d7154792d671657ea9a3124581dd2dab7ac961b83ac15f4bf2b447ee6eb42602b31c5548c181d4b1c2a207d757834598ba597ccd83072745685783127f098d1dda75c63baaaf174278ffc2ee5c76dcea67035a2f8a47d953692e1b418d04ed7531','CN-SH',7409,X'f1fc00b81b8b64b0e1faeb9cfec6c2a9093149b87ca9980357ea58787b5d1e23',X'4496d82d3e0e22bac0a70cdc01e1b2c25776fd57f82c6a8510ac7d865d4d87c34f79830d66085b563ddb4685957813c562f3615cf61a31ca35d3f3bc93c52120b388b268d0943544192b33d390834d7133efb16d173ad44730610988bac43de90c91b53ab45f0c0d',1655427601000,NULL,0,NULL,NULL,X'f7dff8839fbf37864f5529249373d0cb',NULL,NULL);
INSERT INTO persons VALUES('P8C4F5ZPC7NAMNQ48ST',X'3064586c12aa0aa8a1982e71c99dcb2be06436b2a6717880dae73716ebecf882',X'6b5122858179835d662bed2291f6b3275f21aade77d44c2d2805d2d565742dd8',X'53e4fad8f29948d680a44334caaa020f4d5febabe8d20088445b2cde71dba7ac15ae936d1d778ea3e6e6192595b80c0a9106b2fe493198bd09d3690af31dea015896050ca9487110c42796bd45a953eb028464420e54fdc7231e7541ef674ed31b3ec6','CN-SH',3183,X'bf5ff525f2fc17acef331d8b47f79fd0e4c5b4a559678dad2c44e8ccc1d83d38',X'89684ecd511b4420b6fcdffc0375918fb93893327a9da503e0e6323b488013ad852f7d3652d53f79d2c320a1811910deb2c98b70ae21bdbede3c25b255264c365adf1ce2d20aec45915caad3e674236a43b42e47efbc52646a920aa52bc5a56f4bf1bdf8c92ec58a',1655427721000,NULL,0,NULL,NULL,X'd36bdd5cbd1dc4a8ae310d1b0db134c4',NULL,NULL);
INSERT INTO persons VALUES('P2BY235RD6K7XJVS9ZR',X'b3ecbe36fb5dd447c53de9e161182aa5940a6a68bbff15a8db8fee048f3a29c5',X'6f06bc3020c1903230da42fefe1e93d69a2c0a6abe41cc75216fcbfa6a40e752',X'e4945f3ae8ba0989893e88b1da658808eeb348e5b4b651b5fbb56406933e08a2a463e7c43fcfb2ff822057d45263722a93c7e906a25d1173c5c52abdc03f7b5945bcc7781313e531de4bc56958366d0a8cec72d570b27515dcf13011336c744ff68bd5','CN-SH',619,X'c253b985351742a5bdd9da8ebb1d35e6e24fc34f1f07f2b62aa3efd0790f9801',X'7ced8f568290ca719524006f7253c94248f4cbd2993f3c89ca7a08b993b324b60844fcb02f057b046e869728220fc274a6509a3860d0a85179ed86f1ace6695f6c193d43f445f513286fb037150abfa9e3cab87e4c89239e6609f583a411edca4998e24cb2827478',1655430659000,NULL,0,NULL,NULL,X'7197b8492de477bcfd9377c5f6eb7c3c',NULL,NULL);
CREATE TABLE sessions (
  token_hash blob not null primary key,
  person text not null,
  expires_at bigint not null
, seal blob);
INSERT INTO sessions VALUES(X'8fea3ed25c5c50f5892f0a231257414fb1e88864408db368fcdc0dae4097279a','PD4B8J54Q3JSDD3G83V',1657332000000,X'c0bc106eb5d3b779e73ebb5ad0febbfb');
INSERT INTO sessions VALUES(X'526734e52a604d482361ff0d33536e3371555da286698f3242497d7f1655559d','P78G3XA6D7QGVT4DE31',1657936259000,X'053aee20b2a32ffab12e43ab74e4b4c5');
INSERT INTO sessions VALUES(X'e893b59241689d52f7719121bb48a073abdebdf849065c4aea69013664d2d4d1','P224P1YSC3VQSXE0AWN',1657936500000,X'c1e295e79967a30c6282ce4daddb330e');
INSERT INTO sessions VALUES(X'f0d1675b4069be02095886f5a0511150899fa167effe78321edb50d0c312e280','PA745182G6V1QG32NGM',1657936500000,X'744eb1ffcb2cadc06cb87aa26fae741b');
INSERT INTO sessions VALUES(X'27c069bdc8a69570b3289ce505cbc8c12f807c9fcc001f0a3bdf43c842e41db7','P5C6JV13PF8TZMXJBPA',1657936500000,X'68a1cfa3a7efaaa067c864962d9bb3de');
INSERT INTO sessions VALUES(X'f683a4976ffb9dc990a66b30b1c7a177406148e98fe0b8ccdc256572506f5404','P1E041KXPSK4RHSKM4M',1658019600000,X'97c1f8b1598870eea5a00bb5e50f5b1a');
INSERT INTO sessions VALUES(X'45094aa467a1d49a2fd702e39bccf97b6cf5f2a6b898a9b997a3d2e02d44ef28','P8BZTMKQQQDGMDSKHJB',1658019601000,X'652a34f7d585a30b0dc778d12c8350b8');
INSERT INTO sessions VALUES(X'2580165c092b2d24225d919244f459d4ec8f32928aac037a47e1966bb956678c','P91HRAF9H0DNE1ZW88C',1658019601000,X'3e917f89eff03708ed9d36b77e79e7b2');
INSERT INTO sessions VALUES(X'fcf7b5fabf0353399c11ffebcdcfe9c5603a7edc22145ac142fef71b578ad518','PDDD82XXZ6GY6JS1BC4',1658019601000,X'1cbf2d6e1df9adf6b75e755c74a16c6c');
INSERT INTO sessions VALUES(X'3c8128edab317965dc306f1587931189f5efb5c784301186d64f71f05c4b1d41','P58YARFBVXSG0JKS144',1658019601000,X'769a22e9a4d2dab6759ee215b4c9cca5');
INSERT INTO sessions VALUES(X'393b3672635a6d508998ca0cfd9e09d4b74d51dd59630a664b3fbabe356abf94','PC67GHYKK3QA5T586JM',1658019601000,X'2d1f781f539c3e9548e1f217338aafa1');
INSERT INTO sessions VALUES(X'bf6a37bdfd984ca9cc0d7f80f00236259902cc05f4aebaba9b716ee9cfced222','P8C4F5ZPC7NAMNQ48ST',1658019721000,X'b3bfd67bfbc650523a51988a115e1b41');
INSERT INTO sessions VALUES(X'ec84c054317f15923323b03f59c15417a8c4eddfaaf983a6ac51b5d20a2352e3','P2BY235RD6K7XJVS9ZR',1658022659000,X'714be37fd9ba9096ece9e1b810d117ce');
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
INSERT INTO codes VALUES(3,X'5a574dbf7aded2d5d286f025b7dbd9699a443e9361f277cc658c7091a8f4549f','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'd5b346e445c9097241723cd79a556b430940381e1abce6f88906b4714c34752e',1655344259000,1655344559000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'4ef9db75497800eb1d96c410c75a94d0');
INSERT INTO codes VALUES(4,X'5a574dbf7aded2d5d286f025b7dbd9699a443e9361f277cc658c7091a8f4549f','apply',X'647d5e2dfc8774958fc0a383e9cc46e6d0ce37af879674068e06b59b9c5f7144',X'7890e980d258b1701ecdf1d0bef0cd4ad8612ba54b32a5147c8bf8872715d602',1655344259000,1655344559000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"],["boc","中国银行","Bank of China"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'7e02c8ae4c11690dfc0feaffe73fec8da6d6864628c3d1e9969f282ecaa2d21c',1,X'9596d8657009ba470aaef21ea1a93e17');
INSERT INTO codes VALUES(5,X'075e0d321683e4200eb7fc5ae590a225cc459d78ffbe827802970a9d49bb1297','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'173b2c094e155b72832a216dfc7d2bbea03e4a438daca6dd1695ed6792dfeb38',1655344500000,1655344800000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'36fd427680a6ccb99da8fa05545360af');
INSERT INTO codes VALUES(6,X'075e0d321683e4200eb7fc5ae590a225cc459d78ffbe827802970a9d49bb1297','apply',X'020214609ff3df78bc1fd61a7d6ea5a8ef53db86776bb5d9b4584a5f63b1f4a1',X'f97a3942736f10936c961ac5582d93c77c4b4625e80bec95f3d8bb4bab056f6c',1655344500000,1655344800000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"],["boc","中国银行","Bank of China"],["ccb","建设银行","China Construction Bank"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'e69d1df12156d34c63ecd0da2e2e06fc0e47cf6426e805f98954edaa19e0e8e5',1,X'672682da297e71f0a1b279725dc69ed3');
INSERT INTO codes VALUES(7,X'ee280a4ed6880f3ddf559e0405ff801493d1a20a2e5dd260a708281a906dfed2','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'0595dde40db65b754e99c256f0f742fa59faea2373103263fb90a5ac9c099c09',1655344500000,1655344800000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'169227c92ed0ec9295cb8f110bbe7ae0');
INSERT INTO codes VALUES(8,X'ee280a4ed6880f3ddf559e0405ff801493d1a20a2e5dd260a708281a906dfed2','apply',X'd77d09ba2265f385334efa0b6f9c1adaed20db621f9f163c177826e288bf0f97',X'9579bf797115314b3cdd1e06ae46cf092f1a2f82db3f15b6f0226810be881e68',1655344500000,1655344800000,0,'used','{"banks":[["cgb","广发银行","China Guangfa Bank"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'faf4971d13e3e44c6c3b49381987924af3c6b043f8bf5711f147ab1679a93cd7',1,X'bbce02b1d5400e80d646a50c9caaa546');
INSERT INTO codes VALUES(9,X'1ff6a7865b42ab07737ae93fa72ecf7d08a46cb507ec0bfea075d08ed68d34ab','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'ff6cbed7e632ff7ea9ccdf36e40fd7b14fa8a5db5336d2dd8569b87354a4ca81',1655344500000,1655344800000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'c95ef1e69f7a85b615c127674f1ae4e4');
INSERT INTO codes VALUES(10,X'1ff6a7865b42ab07737ae93fa72ecf7d08a46cb507ec0bfea075d08ed68d34ab','apply',X'7bac86f72c78920c38921c346fa77da1bc0aac9d8b29e180e9eba907ecd1ffa7',X'0374cfe0755601caf4fbeac9ec8d134a56bdc6fae816f12890482d790c3e5592',1655344500000,1655344800000,0,'used','{"banks":[["boc","中国银行","Bank of China"],["cmb","招商银行","China Merchants Bank"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'6ce6aa89d3cfa97ddbedc4d770cbe130a44b89709a08d1a3843efd6475b49614',1,X'182c34078fe7df86061efeb6d8a48399');
INSERT INTO codes VALUES(11,X'08a4e116dc35d6ee5b8c17f70edcf48e13d0f6bec0b7251172dc5a0f5fd137e8','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'1349adcf1c125e87d0ae1820393c114f9a5932459df0cba7778b5447e254d904',1655427600000,1655427900000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'ea8acb83ab1c918fe3d818f13a4a5018');
INSERT INTO codes VALUES(12,X'08a4e116dc35d6ee5b8c17f70edcf48e13d0f6bec0b7251172dc5a0f5fd137e8','apply',X'714bd6ac71aefd15f47181e54cdc8c6a1b0e21af07c6e9700207638ff0301d2b',X'03a0355b0fa40fd1dfbd5feaeafa3de23f92c53700a561ef8551bd95cc32f812',1655427600000,1655427900000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"],["boc","中国银行","Bank of China"],["ccb","建设银行","China Construction Bank"],["icbc","工商银行","Industrial and Commercial Bank of China"],["cmb","招商银行","China Merchants Bank"],["cgb","广发银行","China Guangfa Bank"],["bocom","交通银行","Bank of Communications"],["psbc","邮储银行","Postal Savings Bank of China"],["spdb","浦发银行","Shanghai Pudong Development Bank"],["citic","中信银行","China CITIC Bank"],["hxb","华夏银行","Hua Xia Bank"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'b8cb34d52c5e7bacc6bdf8d95b950c4adbcbadfbba09577567b0f0efb44c8fe0',1,X'1eb2d664376d8551b91287d84dfe468d');
INSERT INTO codes VALUES(13,X'0d23449bd7b143e8062211538945477a6f475a82e3192c9f431876e087422d73','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'd8de919377b3c160705f223bec4d6a2cb0839ad036e4281e03049de54f777b12',1655427601000,1655427901000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'd7d439019301f922cb2df07d391a623e');
INSERT INTO codes VALUES(14,X'0d23449bd7b143e8062211538945477a6f475a82e3192c9f431876e087422d73','apply',X'cc21ab1b83fec1957ecc48d8c3bfe8602b2f52ab930af4f2cf90cf1950a57b75',X'1e53819febd57dc71ac715707ffe8c53e079ba34f088917a24aeeadc0c1b9225',1655427601000,1655427901000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"],["bocom","交通银行","Bank of Communications"],["citic","中信银行","China CITIC Bank"],["psbc","邮储银行","Postal Savings Bank of China"],["cmb","招商银行","China Merchants Bank"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'ab127770bdabc55ae261afe2a17e7c1bd00bb0932276aa3a0701869dbb1c69de',1,X'1f9895cfb8d8ffc816889dcb9111b6e7');
INSERT INTO codes VALUES(15,X'0716e1ecff6a3de5bb0168126df57d5b8ba7ff38aa265cc57e94daf86112c4da','apply',X'4894b6fc24848e2d0c6c0953c2a2ea9a2e177f27330b5c61087af54a33d70e43',X'daf62af174b1cc67d0cceb8973e377f519702c726475e7384870f80088cebc62',1655427601000,1655427901000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"],["cib","兴业银行","Industrial Bank"],["psbc","邮储银行","Postal Savings Bank of China"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'2be85488a80c6034bea639ae41a152e54e4bc6dafa2fd6dd50e6415d2a10c1c1',1,X'8fca5ba2c92566d517b3f1848a609136');
INSERT INTO codes VALUES(16,X'7a3fb8a5e74d21a8cd898b31ef0ced244c0038b118f0f81ad9984d63c9c9b065','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'f037d8ec0d25c32fd5db8b2d9b49bc09c046475d905a3a6b27ac7a8af209501d',1655427601000,1655427901000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'6d5ce29d49c095ae68f8bd75589681a4');
INSERT INTO codes VALUES(17,X'7a3fb8a5e74d21a8cd898b31ef0ced244c0038b118f0f81ad9984d63c9c9b065','apply',X'8099c43a0cd8c4a5165bb911df790a599166de1ede55aae9d01c18a22afb29a7',X'8e2f2ad9150a685b8f3ffb4d6f37e51a23437b8cf83c24ab45503dbb5c095ea7',1655427601000,1655427901000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"],["psbc","邮储银行","Postal Savings Bank of China"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'2e907831975518aa01f1231c6f739c3a3725c0ce659742e44d43efc3004b2620',1,X'a55ab1345b6c1338621c62584cebd1f6');
INSERT INTO codes VALUES(18,X'6737a47e877ea934a3122db90eddd9efb380315073e99a12d2be5650169974af','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'4e90db2109a35cbef5ab066b15adec3cfad6eb4d77e9dbdb1b70e1edcc0616d1',1655427601000,1655427901000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'45e5bcdbbb4cdfebf285240c6c741c66');
INSERT INTO codes VALUES(19,X'6737a47e877ea934a3122db90eddd9efb380315073e99a12d2be5650169974af','apply',X'8099c43a0cd8c4a5165bb911df790a599166de1ede55aae9d01c18a22afb29a7',X'0097b5f6268f2a9bd15fd67ac660785ac9be5ba43e0cc8cf6a973e1d9cc0a62a',1655427601000,1655427901000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"],["psbc","邮储银行","Postal Savings Bank of China"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'8a51f67adc1c9af4688ec3bb6245e1d82221cc7bb5361449bf27f64d231fc47b',1,X'8a2f2a6c9f537b9d3ea8231b500a4453');
INSERT INTO codes VALUES(20,X'c188c16de31ee5de5371911be09709afec4c9f3c59f3ebb7611fb88c60ca7613','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'a1fa5deeca4f9357804f7f1ad76cb071b62d008405507d97ea64e34e56eedef3',1655427601000,1655427901000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'9590334d090994bfd67b4f35d19cd429');
INSERT INTO codes VALUES(21,X'c188c16de31ee5de5371911be09709afec4c9f3c59f3ebb7611fb88c60ca7613','apply',X'8099c43a0cd8c4a5165bb911df790a599166de1ede55aae9d01c18a22afb29a7',X'e036e40d8b1b6e89bebec126e8409fb43b837fcf15381f8285f99e282727c8fd',1655427601000,1655427901000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"],["psbc","邮储银行","Postal Savings Bank of China"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'd5924152a671b6f37378e3db40bf298150477c9b0a0123f06fc0b9f560069fb6',1,X'65d07714a4a848d82548f92fc8c144d5');
INSERT INTO codes VALUES(22,X'0aeb330f8d7be2fe26a10ec2a4f1af976b8da56b51aaaa97e01b9f3b5bbe8dd0','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'4f61923b54cbb4a7e734a63d5735746fc5f0d73e34b9636ec7d44beccd7a81bf',1655427601000,1655427901000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'85c80f7e4f6477716547dbc494d78be1');
INSERT INTO codes VALUES(23,X'0aeb330f8d7be2fe26a10ec2a4f1af976b8da56b51aaaa97e01b9f3b5bbe8dd0','apply',X'95372b864dc0d1531662ed19a675b05ca57255c67d45a9c70f2066004d0d830b',X'afb84e8e6a5addd819957742ae20bf8a07d4db0665bd639f96d1e9e1bb4a3706',1655427601000,1655427901000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"],["cmb","招商银行","China Merchants Bank"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'2769d50260344f37dcaf79e76e6592ce7e48381c01e80ed91c64f825aab37e3f',1,X'b431a69e453377e780ed0c2a201dc89c');
INSERT INTO codes VALUES(24,X'6b5122858179835d662bed2291f6b3275f21aade77d44c2d2805d2d565742dd8','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'434471b1b53b5118294aed086090ba978c8074a4ae009bd489de0b886372efd9',1655427721000,1655428021000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'b9695d14756c0fb7a11a787687c02d03');
INSERT INTO codes VALUES(25,X'6b5122858179835d662bed2291f6b3275f21aade77d44c2d2805d2d565742dd8','apply',X'2767f3f89e4ffaca398d7f56d0ea9bd72f349b436ec9eabef8baa48b72bdf29f',X'a6f13790e31399abdff4d46df6b1e6b8d6dabdd9ad70d74b4d5fb46416358f6b',1655427721000,1655428021000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'96f24fe17a864002e616ebe73b7617cd87f7b582666fed3039374db171295c48',1,X'28837ac94249e74da4215ea1916354bc');
INSERT INTO codes VALUES(26,X'6f06bc3020c1903230da42fefe1e93d69a2c0a6abe41cc75216fcbfa6a40e752','register',X'58eaf25be7f71b500ee2cdd1884b7776406f5b48fa00376c9f365f23200e35ca',X'f45b3c3f3931614e35a6405ee33efe47be0ce7f7defce2719a18c6b5fffa42c8',1655430659000,1655430959000,0,'used','',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1,X'fed2f0ef1ddd0530b23094e8b0bccaef');
INSERT INTO codes VALUES(27,X'6f06bc3020c1903230da42fefe1e93d69a2c0a6abe41cc75216fcbfa6a40e752','apply',X'647d5e2dfc8774958fc0a383e9cc46e6d0ce37af879674068e06b59b9c5f7144',X'c3209b3d88c352bc148112c9b9dbb328a230e88bb9a580cb004fe10ac02caaa4',1655430659000,1655430959000,0,'used','{"banks":[["abc","农业银行","Agricultural Bank of China"],["boc","中国银行","Bank of China"]],"agreement":"2022-06","text":"fdd15c28b35fd2c73d1b0d01"}',X'b731954b924b67872bc167534e312197dd9c646c735bc95c834749fa4a7e0d4e',1,X'ee9a459c56f2139230c35d6469d84bd4');
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
, seal blob, conclude_at bigint, identifier_key integer);
INSERT INTO queries VALUES(1,'QD40EQMT59HAM8FD8TT','PD4B8J54Q3JSDD3G83V','expired',NULL,2,'CN-SH','app','2022-06','abc boc','abc answered;boc answered',X'187b4053f93a90a6a85924f8b40b26506ca39379287be9a55270ccbf6fde2d02',19159,1654740000000,1654826400000,1654740000000,1655395200000,X'8ed3b4563fbfbdfcf47969feb54d4153',NULL,NULL);
INSERT INTO queries VALUES(2,'Q78GKABJE1E0TT4MACW','P78G3XA6D7QGVT4DE31','collecting',NULL,2,'CN-SH','app','2022-06','abc boc',NULL,X'46e6b854b13cdbfd0211476af45ca7914f7b849a0361dd0136db4be0aebd6809',19166,1655344259000,1655430659000,NULL,NULL,X'9e7194a87125dbd1f4a2149be786b662',1655430665000,NULL);
INSERT INTO queries VALUES(3,'Q22V0VAD6A11D0D4VBG','P224P1YSC3VQSXE0AWN','reported',NULL,2,'CN-SH','app','2022-06','abc boc ccb','abc answered;boc answered;ccb answered',X'29a5c9bfc5698d74c5efd30b39accc424d720bb9ff6117ea7630d5bec1c09525',19166,1655344500000,1655430900000,1655344500000,1656000000000,X'31d8cbed114e670a5259693335f959b6',NULL,NULL);
INSERT INTO queries VALUES(4,'QA7D8NAMQ6TWGZEKB7A','PA745182G6V1QG32NGM','failed','no_bank_answered',2,'CN-SH','app','2022-06','cgb','cgb declined identity_mismatch',X'd9c53c1f943661ca9b363f9c349cd4b12b5762a5d5b3902ca455256a24165c65',19166,1655344500000,1655430900000,NULL,NULL,X'd5bfc051197d5111d59b27be3a5a7b45',NULL,NULL);
INSERT INTO queries VALUES(5,'Q5CZQKDCW50B1W449FY','P5C6JV13PF8TZMXJBPA','failed','cancelled',2,'CN-SH','app','2022-06','boc cmb','boc withdrawn cancelled;cmb withdrawn cancelled',X'95da854eb5353b7ef57b1fb9803ef36dc30fab3bcfd5bcd9472f90ddb122f969',19166,1655344500000,1655430900000,NULL,NULL,X'ee24418fa50a2e100e14669c0e0c02fc',NULL,NULL);
INSERT INTO queries VALUES(6,'Q1E844MCN3H48X24K50','P1E041KXPSK4RHSKM4M','collecting',NULL,2,'CN-SH','app','2022-06','abc boc ccb icbc cmb cgb bocom psbc spdb citic hxb',NULL,X'9d1f21a713b4c00dee16efbfa869cdff99f55fdd384e46ef524df04027d17a7a',19167,1655427600000,1655514000000,NULL,NULL,X'46f8371784361a79e1eb04d829486416',NULL,NULL);
INSERT INTO queries VALUES(7,'Q8B4JQ86298YC482P3Y','P8BZTMKQQQDGMDSKHJB','collecting',NULL,2,'CN-SH','app','2022-06','abc bocom citic psbc cmb',NULL,X'bb857b5d5fdff811e3005a999f7463bba1cb3ba0ff22f95a3cf8b6e46ff5bf20',19167,1655427601000,1655514001000,NULL,NULL,X'284e2422e34a4a02a6b3c6a64886ba88',NULL,NULL);
INSERT INTO queries VALUES(8,'QD45Y6JYHA7K6N9VKBJ','PD4B8J54Q3JSDD3G83V','collecting',NULL,2,'CN-SH','app','2022-06','abc cib psbc',NULL,X'ac43172c4fee0da901e2f20a0bd30d746701e4ebcef121a50445155e8b076e1b',19167,1655427601000,1655514001000,NULL,NULL,X'44cd99c8a9560492e7da6993f1874d95',NULL,NULL);
INSERT INTO queries VALUES(9,'Q91JJ125M5TTE0NZT1K','P91HRAF9H0DNE1ZW88C','collecting',NULL,2,'CN-SH','app','2022-06','abc psbc',NULL,X'8769226da1018410b40700a79f09951edbad4174c8b4432dfcdcdd586336ae0c',19167,1655427601000,1655514001000,NULL,NULL,X'38d7d7c727c300cdf6a307ae2460de76',NULL,NULL);
INSERT INTO queries VALUES(10,'QDDFMZPXVBRWX42Z5E1','PDDD82XXZ6GY6JS1BC4','collecting',NULL,2,'CN-SH','app','2022-06','abc psbc',NULL,X'1aa102df796a4d48a28e02833f98c2a7a05df0409400057d5d4847b5df3b4d44',19167,1655427601000,1655514001000,NULL,NULL,X'3c62595c1e499fba9e6e8f9b074811b7',NULL,NULL);
INSERT INTO queries VALUES(11,'Q5889AQ045TYJWE797W','P58YARFBVXSG0JKS144','collecting',NULL,2,'CN-SH','app','2022-06','abc',NULL,X'fd64dbac77a6c88a5b1e589e5e01b00dbf498f189050ac67f2997b0c2a86cd45',19167,1655427601000,1655514001000,NULL,NULL,X'ee17fa7d70d9f1b41e921c4626b8c17d',NULL,NULL);
INSERT INTO queries VALUES(12,'QC69FER40Y5264BT1XN','PC67GHYKK3QA5T586JM','collecting',NULL,2,'CN-SH','app','2022-06','abc cmb',NULL,X'467217f633b80623aaad1a5f1ece70907f4b461f83ee94a34c7dd6bd24949219',19167,1655427601000,1655514001000,NULL,NULL,X'68d3998ba04b6d44bcc0ee2ba338a52d',NULL,NULL);
INSERT INTO queries VALUES(13,'Q8CVG63FX58QCMCVCKJ','P8C4F5ZPC7NAMNQ48ST','reported',NULL,3,'CN-SH','app','2022-06','abc','abc answered',X'83926252a4ec1098e49502c6c50048abcb3d6b53168542b789f3045013d52c79',19167,1655427721000,1655514121000,1655430657000,1656086400000,X'02bbd6e47b158d201cdd160726c98e67',NULL,NULL);
INSERT INTO queries VALUES(14,'Q2BDQ9H20K5NVM64DHE','P2BY235RD6K7XJVS9ZR','accepted',NULL,5,'CN-SH','app','2022-06','abc boc',NULL,X'3a3f09e56b7b236f30732ef507cefc4024ba7db48b3917afc0e32f87bf24b415',19167,1655430659000,1655517059000,NULL,NULL,X'e358a60aef9368549e90d079801c8004',NULL,NULL);
CREATE TABLE vaults (
  day integer not null primary key,
  state text not null
);
INSERT INTO vaults VALUES(19166,'open');
INSERT INTO vaults VALUES(19167,'open');
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
, seal blob, person text, reach text);
INSERT INTO outbox VALUES(1,'MD5Y6XW6W7XJDHS64',X'f5dddbb6e50af04e025850a32a6d75843a1e740227cea6d581b94c13872b5a37476b72907190ce',X'0a58c705c6e3e5bcf4032b641a8e9bc035adea5f05a20b17e85749a189c391a9e5a8f0f43874a561bb82b5b5d61308bbfb6dba9956abb94fd4109ba2a59500f0720f65a1cb23b33868563653e6a3042de14dcaa0f63993d618de9c36772275a1f366e6daf36d1df7a39e22faed6addf38bd2f335b952113dd7aeacaab1f6805aafd6d47d36411f56fd583805f6d51af309ed4b377d34f21df23f868479a6ad5f381b594367439e9b353ae2663408a09b9f86c09298d0d702ce0a94aa6932eb3c886aa6cd22bc1177c6537f82984b79fe83b0ebcf2ade38940ab06f990c3cc7b41bbf867a1a4f81',1,1655430662000,1656035457000,NULL,X'4256f1d95aef51e0700d7ad4a1c68f60','P8C4F5ZPC7NAMNQ48ST','person');
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
INSERT INTO health VALUES('abc',1655344230000,'asked',1);
INSERT INTO health VALUES('abc',1655344230000,'l00',1);
INSERT INTO health VALUES('abc',1655344500000,'asked',1);
INSERT INTO health VALUES('abc',1655344500000,'l00',1);
INSERT INTO health VALUES('abc',1655427600000,'asked',7);
INSERT INTO health VALUES('abc',1655427600000,'l00',7);
INSERT INTO health VALUES('abc',1655430630000,'asked',1);
INSERT INTO health VALUES('abc',1655430630000,'l00',1);
INSERT INTO health VALUES('boc',1655344230000,'asked',1);
INSERT INTO health VALUES('boc',1655344500000,'asked',1);
INSERT INTO health VALUES('boc',1655344500000,'l00',1);
INSERT INTO health VALUES('boc',1655427600000,'asked',1);
INSERT INTO health VALUES('boc',1655430660000,'timeout',1);
INSERT INTO health VALUES('bocom',1655430630000,'asked',2);
INSERT INTO health VALUES('bocom',1655430630000,'code:bank_refused',1);
INSERT INTO health VALUES('ccb',1655344500000,'asked',1);
INSERT INTO health VALUES('ccb',1655344500000,'l00',1);
INSERT INTO health VALUES('ccb',1655427600000,'asked',1);
INSERT INTO health VALUES('ccb',1655427600000,'l00',1);
INSERT INTO health VALUES('cgb',1655344500000,'asked',1);
INSERT INTO health VALUES('cgb',1655344500000,'l00',1);
INSERT INTO health VALUES('cgb',1655427600000,'asked',0);
INSERT INTO health VALUES('cgb',1655427660000,'asked',0);
INSERT INTO health VALUES('cgb',1655427720000,'asked',0);
INSERT INTO health VALUES('cgb',1655430630000,'asked',0);
INSERT INTO health VALUES('cib',1655427600000,'asked',1);
INSERT INTO health VALUES('citic',1655430630000,'asked',2);
INSERT INTO health VALUES('cmb',1655427600000,'asked',3);
INSERT INTO health VALUES('cmb',1655427600000,'code:bank_timed_out',1);
INSERT INTO health VALUES('cmb',1655427660000,'code:bank_timed_out',1);
INSERT INTO health VALUES('cmb',1655427720000,'code:bank_unavailable',1);
INSERT INTO health VALUES('icbc',1655427600000,'asked',1);
INSERT INTO health VALUES('icbc',1655427600000,'code:bad_shape',1);
CREATE TABLE nonces (
  nonce text not null primary key,
  until bigint not null
) without rowid;
INSERT INTO nonces VALUES('/taken abc M8vYiZsOiAwk7UOYhOXppQ==',1655517059000);
INSERT INTO nonces VALUES('/taken abc sqXHn/1o96WE8jdUpbg+og==',1655517300000);
INSERT INTO nonces VALUES('/taken boc 5dK3PWRb0NGFP8hrsza2nQ==',1655517300000);
INSERT INTO nonces VALUES('/taken ccb qgCIugZJEYCaszwO8zA/6A==',1655517300000);
INSERT INTO nonces VALUES('/taken cgb TF7sBaN9pCky9vLqmuEQ8Q==',1655517300000);
INSERT INTO nonces VALUES('/taken abc AYWRm6iljc8aXrTTZvYpXQ==',1655600400000);
INSERT INTO nonces VALUES('/taken ccb VDqK7eu7S35wgfAJooU0ng==',1655600400000);
INSERT INTO nonces VALUES('/taken icbc EFjpZmqtclHIXPdrJ7j00g==',1655600400000);
INSERT INTO nonces VALUES('/taken abc //oedeYmbH2ULBYKXqIi7Q==',1655600401000);
INSERT INTO nonces VALUES('/taken abc 1ZrLEJvlZqvsiKQaNFi7VA==',1655600401000);
INSERT INTO nonces VALUES('/taken abc 3lmxSzwsyqdUb3Xj5CJvUw==',1655600401000);
INSERT INTO nonces VALUES('/taken abc b+kAvfimee/ccVsK8R+VQA==',1655600401000);
INSERT INTO nonces VALUES('/taken abc cacColIoCohTIN3WfghEBw==',1655600401000);
INSERT INTO nonces VALUES('/taken abc f1JSf3tIr3SvZOkhCJObFQ==',1655600401000);
INSERT INTO nonces VALUES('/taken abc B6WzPzjqsGRhV++ggrh6Kg==',1655600521000);
CREATE TABLE maintenances (
  number integer not null primary key,
  bank text not null,
  from_at bigint not null,
  until_at bigint not null,
  author text not null,
  made_at bigint not null,
  cancelled integer not null default 0
, seal blob);
INSERT INTO maintenances VALUES(1,'hxb',1655427600000,1655467200000,'wang',1655427600000,0,X'992c845cc380223bdd97e26a7707c7e1');
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
INSERT INTO operators VALUES('root','administrator',1654739940254,'root');
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
CREATE TABLE approvals (
  request integer not null,
  version integer not null,
  operator text not null,
  at bigint not null,
  primary key (request, version, operator)
);
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
INSERT INTO population VALUES('CN-SH',71,1);
INSERT INTO population VALUES('CN-SH',619,1);
INSERT INTO population VALUES('CN-SH',831,1);
INSERT INTO population VALUES('CN-SH',2098,1);
INSERT INTO population VALUES('CN-SH',3183,1);
INSERT INTO population VALUES('CN-SH',3784,1);
INSERT INTO population VALUES('CN-SH',4588,1);
INSERT INTO population VALUES('CN-SH',5016,1);
INSERT INTO population VALUES('CN-SH',6863,1);
INSERT INTO population VALUES('CN-SH',7409,1);
INSERT INTO population VALUES('CN-SH',7830,1);
INSERT INTO population VALUES('CN-SH',8784,1);
INSERT INTO population VALUES('CN-SH',9533,1);
CREATE TABLE population_hundreds (
  region text not null,
  hundred integer not null,
  count bigint not null,
  primary key (region, hundred)
) without rowid;
INSERT INTO population_hundreds VALUES('CN-SH',0,1);
INSERT INTO population_hundreds VALUES('CN-SH',6,1);
INSERT INTO population_hundreds VALUES('CN-SH',8,1);
INSERT INTO population_hundreds VALUES('CN-SH',20,1);
INSERT INTO population_hundreds VALUES('CN-SH',31,1);
INSERT INTO population_hundreds VALUES('CN-SH',37,1);
INSERT INTO population_hundreds VALUES('CN-SH',45,1);
INSERT INTO population_hundreds VALUES('CN-SH',50,1);
INSERT INTO population_hundreds VALUES('CN-SH',68,1);
INSERT INTO population_hundreds VALUES('CN-SH',74,1);
INSERT INTO population_hundreds VALUES('CN-SH',78,1);
INSERT INTO population_hundreds VALUES('CN-SH',87,1);
INSERT INTO population_hundreds VALUES('CN-SH',95,1);
CREATE TABLE answers (
  region text not null,
  day integer not null,
  ended bigint not null,
  answered bigint not null,
  primary key (region, day)
) without rowid;
INSERT INTO answers VALUES('CN-SH',19152,2,2);
INSERT INTO answers VALUES('CN-SH',19159,4,3);
INSERT INTO answers VALUES('CN-SH',19160,1,1);
CREATE TABLE rollout_changes (
  path text not null,
  revision bigint not null,
  primary key (path, revision)
) without rowid;
INSERT INTO rollout_changes VALUES('banks.abc',1);
INSERT INTO rollout_changes VALUES('banks.boc',1);
INSERT INTO rollout_changes VALUES('banks.bocom',2);
INSERT INTO rollout_changes VALUES('banks.bocom',3);
INSERT INTO rollout_changes VALUES('banks.bocom',5);
INSERT INTO rollout_changes VALUES('banks.ccb',1);
INSERT INTO rollout_changes VALUES('banks.cgb',1);
INSERT INTO rollout_changes VALUES('banks.cib',2);
INSERT INTO rollout_changes VALUES('banks.cib',4);
INSERT INTO rollout_changes VALUES('banks.citic',2);
INSERT INTO rollout_changes VALUES('banks.citic',3);
INSERT INTO rollout_changes VALUES('banks.citic',5);
INSERT INTO rollout_changes VALUES('banks.cmb',1);
INSERT INTO rollout_changes VALUES('banks.hxb',2);
INSERT INTO rollout_changes VALUES('banks.icbc',2);
INSERT INTO rollout_changes VALUES('banks.psbc',2);
INSERT INTO rollout_changes VALUES('banks.psbc',3);
INSERT INTO rollout_changes VALUES('banks.spdb',2);
INSERT INTO rollout_changes VALUES('banks.spdb',3);
INSERT INTO rollout_changes VALUES('banks.spdb',4);
INSERT INTO rollout_changes VALUES('channels.app',1);
INSERT INTO rollout_changes VALUES('regions.CN-SH.share',1);
INSERT INTO rollout_changes VALUES('regions.CN-YN.share',1);
CREATE TABLE known_requesters (
  phone_hash blob not null,
  requester blob not null,
  at bigint not null,
  primary key (phone_hash, requester)
);
INSERT INTO known_requesters VALUES(X'0716e1ecff6a3de5bb0168126df57d5b8ba7ff38aa265cc57e94daf86112c4da',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1654740000000);
INSERT INTO known_requesters VALUES(X'0716e1ecff6a3de5bb0168126df57d5b8ba7ff38aa265cc57e94daf86112c4da',X'2be85488a80c6034bea639ae41a152e54e4bc6dafa2fd6dd50e6415d2a10c1c1',1655427601000);
INSERT INTO known_requesters VALUES(X'5a574dbf7aded2d5d286f025b7dbd9699a443e9361f277cc658c7091a8f4549f',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655344259000);
INSERT INTO known_requesters VALUES(X'5a574dbf7aded2d5d286f025b7dbd9699a443e9361f277cc658c7091a8f4549f',X'7e02c8ae4c11690dfc0feaffe73fec8da6d6864628c3d1e9969f282ecaa2d21c',1655344259000);
INSERT INTO known_requesters VALUES(X'075e0d321683e4200eb7fc5ae590a225cc459d78ffbe827802970a9d49bb1297',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655344500000);
INSERT INTO known_requesters VALUES(X'075e0d321683e4200eb7fc5ae590a225cc459d78ffbe827802970a9d49bb1297',X'e69d1df12156d34c63ecd0da2e2e06fc0e47cf6426e805f98954edaa19e0e8e5',1655344500000);
INSERT INTO known_requesters VALUES(X'ee280a4ed6880f3ddf559e0405ff801493d1a20a2e5dd260a708281a906dfed2',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655344500000);
INSERT INTO known_requesters VALUES(X'ee280a4ed6880f3ddf559e0405ff801493d1a20a2e5dd260a708281a906dfed2',X'faf4971d13e3e44c6c3b49381987924af3c6b043f8bf5711f147ab1679a93cd7',1655344500000);
INSERT INTO known_requesters VALUES(X'1ff6a7865b42ab07737ae93fa72ecf7d08a46cb507ec0bfea075d08ed68d34ab',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655344500000);
INSERT INTO known_requesters VALUES(X'1ff6a7865b42ab07737ae93fa72ecf7d08a46cb507ec0bfea075d08ed68d34ab',X'6ce6aa89d3cfa97ddbedc4d770cbe130a44b89709a08d1a3843efd6475b49614',1655344500000);
INSERT INTO known_requesters VALUES(X'08a4e116dc35d6ee5b8c17f70edcf48e13d0f6bec0b7251172dc5a0f5fd137e8',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655427600000);
INSERT INTO known_requesters VALUES(X'08a4e116dc35d6ee5b8c17f70edcf48e13d0f6bec0b7251172dc5a0f5fd137e8',X'b8cb34d52c5e7bacc6bdf8d95b950c4adbcbadfbba09577567b0f0efb44c8fe0',1655427600000);
INSERT INTO known_requesters VALUES(X'0d23449bd7b143e8062211538945477a6f475a82e3192c9f431876e087422d73',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655427601000);
INSERT INTO known_requesters VALUES(X'0d23449bd7b143e8062211538945477a6f475a82e3192c9f431876e087422d73',X'ab127770bdabc55ae261afe2a17e7c1bd00bb0932276aa3a0701869dbb1c69de',1655427601000);
INSERT INTO known_requesters VALUES(X'7a3fb8a5e74d21a8cd898b31ef0ced244c0038b118f0f81ad9984d63c9c9b065',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655427601000);
INSERT INTO known_requesters VALUES(X'7a3fb8a5e74d21a8cd898b31ef0ced244c0038b118f0f81ad9984d63c9c9b065',X'2e907831975518aa01f1231c6f739c3a3725c0ce659742e44d43efc3004b2620',1655427601000);
INSERT INTO known_requesters VALUES(X'6737a47e877ea934a3122db90eddd9efb380315073e99a12d2be5650169974af',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655427601000);
INSERT INTO known_requesters VALUES(X'6737a47e877ea934a3122db90eddd9efb380315073e99a12d2be5650169974af',X'8a51f67adc1c9af4688ec3bb6245e1d82221cc7bb5361449bf27f64d231fc47b',1655427601000);
INSERT INTO known_requesters VALUES(X'c188c16de31ee5de5371911be09709afec4c9f3c59f3ebb7611fb88c60ca7613',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655427601000);
INSERT INTO known_requesters VALUES(X'c188c16de31ee5de5371911be09709afec4c9f3c59f3ebb7611fb88c60ca7613',X'd5924152a671b6f37378e3db40bf298150477c9b0a0123f06fc0b9f560069fb6',1655427601000);
INSERT INTO known_requesters VALUES(X'0aeb330f8d7be2fe26a10ec2a4f1af976b8da56b51aaaa97e01b9f3b5bbe8dd0',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655427601000);
INSERT INTO known_requesters VALUES(X'0aeb330f8d7be2fe26a10ec2a4f1af976b8da56b51aaaa97e01b9f3b5bbe8dd0',X'2769d50260344f37dcaf79e76e6592ce7e48381c01e80ed91c64f825aab37e3f',1655427601000);
INSERT INTO known_requesters VALUES(X'6b5122858179835d662bed2291f6b3275f21aade77d44c2d2805d2d565742dd8',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655427721000);
INSERT INTO known_requesters VALUES(X'6b5122858179835d662bed2291f6b3275f21aade77d44c2d2805d2d565742dd8',X'96f24fe17a864002e616ebe73b7617cd87f7b582666fed3039374db171295c48',1655427721000);
INSERT INTO known_requesters VALUES(X'6f06bc3020c1903230da42fefe1e93d69a2c0a6abe41cc75216fcbfa6a40e752',X'911a141b9e500cca857133de3ebc568fde255d5e99f38c6b4dc5f6247ed9a197',1655430659000);
INSERT INTO known_requesters VALUES(X'6f06bc3020c1903230da42fefe1e93d69a2c0a6abe41cc75216fcbfa6a40e752',X'b731954b924b67872bc167534e312197dd9c646c735bc95c834749fa4a7e0d4e',1655430659000);
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
INSERT INTO authority VALUES(1,'{"records":21,"head":"92281927d4f082dacfb48bd67ab6392c4da1c86926f20f769c3eee1ce5821132","running":5,"hash":"27e471abcccc64be43e82a1aabf6a1f67585e99743cf928ce31191024810fcd2","nextDue":null,"registry":"d67f410b2677af065f0a2cbebca79a8f865e6db7f83c8343415af222a3fbcb65","tables":{"operators":"ead4f218fb1a386ab4ef8d51886d976f5b2b5b6ba8a9654aee7e715fe10f1689","requests":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","approvals":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","reviews":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","scheduled":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","unconfirmed":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","running":"f422d733493e1c371ff8d881ae629963ed36fe9228229c46497dda769ce5d796","closures":"6212912f39f8752a60a1c76e697ebbc2bb3d741e7b0b0404f73119de03b6f799","certified":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","maintenances":"e2a0f1988d2030173c14af1ac75b0577f8d12ce75eb77b14ff12a77442f7351d","meta":"8eea7f91d3b2c2169322f7ecde5e32b4dea04caa95db796d77a37bdacd0d9c59","migrations":"647423788fdabd4b52e5754b36f3ae13e53a8e987fcc1099b1f35ae08a12f3af","broken_glass":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","registrations":"78939096f613b44322cca07ad302b635dfe97dc2c5c1e45504a1f67fe92e446a"}}',X'3a357386b8b6d86a239e05be5739a230d8769d12f08eaea443a64b2fbcb528a7');
CREATE TABLE day_keys (
  id integer not null primary key check (id = 1),
  through integer
);
INSERT INTO day_keys VALUES(1,19170);
CREATE TABLE registrations (
  bank text not null primary key,
  endpoint blob,
  certification bigint,
  certificate blob
);
INSERT INTO registrations VALUES('abc',X'859b9e7a24cad8e6b08b82c1cc240dd0',NULL,NULL);
INSERT INTO registrations VALUES('boc',X'f721236640f7f331e2197e06e91a2507',NULL,NULL);
INSERT INTO registrations VALUES('ccb',X'15f47bdade82c143dceabd0f63c454b8',NULL,NULL);
INSERT INTO registrations VALUES('cmb',X'f95125b232584cccb3e485c3ab7b3950',NULL,NULL);
INSERT INTO registrations VALUES('cgb',X'91ea058206f3d4d287de712a1bd90598',NULL,NULL);
INSERT INTO registrations VALUES('icbc',X'0ef12f76a06fefa5f27ab0b22391c531',NULL,NULL);
INSERT INTO registrations VALUES('bocom',X'8a2deca528314b7d30e4eaa0dfcf4b0b',NULL,NULL);
INSERT INTO registrations VALUES('psbc',X'3ad7ec54b98c46d4817513ee946d2fd6',NULL,NULL);
INSERT INTO registrations VALUES('citic',X'40735fe9d935c20e22f998b6cf918dd8',NULL,NULL);
INSERT INTO registrations VALUES('hxb',X'73c6cb48351b354649b401c9047e5eaf',NULL,NULL);
INSERT INTO registrations VALUES('spdb',X'db84ad2645b534fdca2e73ce451a14ac',NULL,NULL);
INSERT INTO registrations VALUES('cib',X'1c95d7d5dc9859dd4ed86861a88d2140',NULL,NULL);
CREATE TABLE presence_checks (
  number integer not null primary key,
  phone_hash blob not null,
  requester blob not null,
  own integer not null,
  at bigint not null
);
INSERT INTO presence_checks VALUES(1,X'08a4e116dc35d6ee5b8c17f70edcf48e13d0f6bec0b7251172dc5a0f5fd137e8',X'b8cb34d52c5e7bacc6bdf8d95b950c4adbcbadfbba09577567b0f0efb44c8fe0',1,1655427600000);
INSERT INTO presence_checks VALUES(2,X'0d23449bd7b143e8062211538945477a6f475a82e3192c9f431876e087422d73',X'ab127770bdabc55ae261afe2a17e7c1bd00bb0932276aa3a0701869dbb1c69de',1,1655427601000);
INSERT INTO presence_checks VALUES(3,X'0716e1ecff6a3de5bb0168126df57d5b8ba7ff38aa265cc57e94daf86112c4da',X'2be85488a80c6034bea639ae41a152e54e4bc6dafa2fd6dd50e6415d2a10c1c1',1,1655427601000);
INSERT INTO presence_checks VALUES(4,X'7a3fb8a5e74d21a8cd898b31ef0ced244c0038b118f0f81ad9984d63c9c9b065',X'2e907831975518aa01f1231c6f739c3a3725c0ce659742e44d43efc3004b2620',1,1655427601000);
INSERT INTO presence_checks VALUES(5,X'6737a47e877ea934a3122db90eddd9efb380315073e99a12d2be5650169974af',X'8a51f67adc1c9af4688ec3bb6245e1d82221cc7bb5361449bf27f64d231fc47b',1,1655427601000);
INSERT INTO presence_checks VALUES(6,X'c188c16de31ee5de5371911be09709afec4c9f3c59f3ebb7611fb88c60ca7613',X'd5924152a671b6f37378e3db40bf298150477c9b0a0123f06fc0b9f560069fb6',1,1655427601000);
INSERT INTO presence_checks VALUES(7,X'0aeb330f8d7be2fe26a10ec2a4f1af976b8da56b51aaaa97e01b9f3b5bbe8dd0',X'2769d50260344f37dcaf79e76e6592ce7e48381c01e80ed91c64f825aab37e3f',1,1655427601000);
INSERT INTO presence_checks VALUES(8,X'6b5122858179835d662bed2291f6b3275f21aade77d44c2d2805d2d565742dd8',X'96f24fe17a864002e616ebe73b7617cd87f7b582666fed3039374db171295c48',1,1655427721000);
INSERT INTO presence_checks VALUES(9,X'6f06bc3020c1903230da42fefe1e93d69a2c0a6abe41cc75216fcbfa6a40e752',X'b731954b924b67872bc167534e312197dd9c646c735bc95c834749fa4a7e0d4e',1,1655430659000);
CREATE TABLE work (
  query integer not null primary key,
  next_at bigint,
  owner text,
  state blob not null,
  seal blob
);
INSERT INTO work VALUES(2,NULL,NULL,X'01630090bf05006e00096e6f5f616e7377657280f0b25200',X'ab525b52a6b4710451d573dc35a4a416');
INSERT INTO work VALUES(6,1655427600000,'2ieufy5n1pfgd',X'016300e0ce05d00f6200d083ef06d00f6c00116964656e746974795f6d69736d61746368e0ce05d00f6d00096261645f7368617065e0ce05d00f79001062616e6b5f756e617661696c61626c6506d09cc603d00f29000f707269766174655f61646472657373e0e3f50279001562616e6b5f726566757365645f746f67657468657202e0c7f502a0a5f50200000f001262616e6b5f6e6f745f636f6e6e65637465646101b0e4fa02a0a5f5020000',X'71141a931533c71fbff034181e0ca20c');
INSERT INTO work VALUES(7,1655427601000,'2ieufy5n1pfgd',X'01630090bf050079001562616e6b5f726566757365645f746f67657468657202a6b6f502d095f5026101e0d4fa02d095f502000079001062616e6b5f756e617661696c61626c6506808dc60300',X'8c49234442ea3a64c9a8819b0b1913ae');
INSERT INTO work VALUES(8,1655427601000,NULL,X'01630090bf0500620080aea60a000000',X'914b5358f3c360c629c95840391b45cb');
INSERT INTO work VALUES(9,1655427601000,NULL,X'01630090bf05000000',X'77722618465be27338e10e633140fe4d');
INSERT INTO work VALUES(10,1655427601000,NULL,X'01630090bf05000000',NULL);
INSERT INTO work VALUES(11,1655427601000,NULL,X'01630090bf05000000',NULL);
INSERT INTO work VALUES(12,1655431321000,NULL,X'01630090bf050079001062616e6b5f756e617661696c61626c6506808dc60300',X'bd6684a4416e831ec9ae164fa3e8289b');
INSERT INTO work VALUES(14,1655430659000,NULL,X'0100000000',X'12d919a7a76f04548656b97ce65376d1');
CREATE TABLE waiting (
  bank text not null,
  fetches integer not null,
  since bigint not null,
  query bigint not null,
  primary key (bank, fetches, since, query)
) without rowid;
CREATE TABLE named_enquiries (
  query bigint not null,
  position integer not null,
  id text not null unique,
  consent text not null,
  seal blob,
  primary key (query, position)
);
INSERT INTO named_enquiries VALUES(2,0,'EJEA2DQX0KR8Z7BWK','CCQQSR13WJFDH1VCQ',X'bbe4803c1cd8259367a55613514e2ff3');
INSERT INTO named_enquiries VALUES(2,1,'EAF87N1QAKXWN2MAC','C3HHDP691N8DZSY74',X'a14efee1ea34f5e6b3500d40b6c6c994');
INSERT INTO named_enquiries VALUES(6,0,'EWP2QR0ASM4YXXFG8','CH2PHCB827K7K64XY',X'31f8614dffa20f24a6c30689256e81d5');
INSERT INTO named_enquiries VALUES(6,1,'EEJRJZWMGVK1Q5NZV','C0R7CSGBMARPNWZWK',X'c45d46075b4d512518a35389f9873be9');
INSERT INTO named_enquiries VALUES(6,2,'ES4MWG9ZNJMSM3QDX','C33VPPV52R3A435Y9',X'5bf82e1256d90d81a40226c2deaf7983');
INSERT INTO named_enquiries VALUES(6,3,'EK9DQHXXZDS7SC1EE','CD8Z51GYR2H745W98',X'cfe07d71e994c5578474069727d6b8f2');
INSERT INTO named_enquiries VALUES(6,4,'EZSD1QT2VCDVT0NPV','CHQE2SMY90436ECZV',X'6eb2fd71c2cfcb5692d3550031267eeb');
INSERT INTO named_enquiries VALUES(6,5,'E9ZCVSRPCQ9NWFDFK','CJGPXYKY6M3JTDDST',X'd1d0c5c1b974ab8392e4cf4e66f0c5a7');
INSERT INTO named_enquiries VALUES(6,6,'ED8PGGS8ME3R130D4','CV0A999EJX657CQPK',X'd08cec69d985ec7eedce18c9dc7077c8');
INSERT INTO named_enquiries VALUES(6,7,'EPXPCMD4CD754M1NM','CQ9DFJZD6ZVH5Z1VX',X'bc9b5209dfaf904daa91d55c240564e9');
INSERT INTO named_enquiries VALUES(6,8,'EFEJK1R6ZER7WDA9Z','CR58RM9KGP9HPNYS7',X'77e54045ce72982c376065ce56c297a2');
INSERT INTO named_enquiries VALUES(6,9,'EJV1JDVZ55GMZAE0D','C3GAJFDCPCZW8DB6R',X'2aaf50b41a054218cf65a6a1834d949c');
INSERT INTO named_enquiries VALUES(6,10,'EPRJPGGEFF8NVVGEY','CQAC26C7PP19KVH45',X'0d916d188a23279c9a269e392191697c');
INSERT INTO named_enquiries VALUES(7,0,'ENG29GSQ9EX7B8H2Q','CY9VKBRHVC5R111H2',X'4bfcd78cd1dad09e4450d40abd74799c');
INSERT INTO named_enquiries VALUES(7,1,'ENTNJ8812EEVQWNTD','C9HNTP4Y9VQK8D40R',X'313a2cf29d47a7bd14dd8749d317c33e');
INSERT INTO named_enquiries VALUES(7,2,'ECPGNXMHWF8VD21PY','CXXT4B5WFD0Z4M2H5',X'7c0a5b58b9f9bcb71a537598f2931c9c');
INSERT INTO named_enquiries VALUES(7,3,'EN5TK4AE4A15B5934','CP7EKK6FXBPD3JGC5',X'620774419c53c2bd6c31c6b676941ea1');
INSERT INTO named_enquiries VALUES(7,4,'E19TDKXM73TKEEZZ4','C55TTSRE4JPZC11RE',X'c5aadc47d676b91f7314787c6021674c');
INSERT INTO named_enquiries VALUES(8,0,'EXXTF70PV40AKZP0A','CWGAC75EJHS3BAHAK',X'de92e583c2071e9de6125ceaba4e152e');
INSERT INTO named_enquiries VALUES(8,1,'EFT3TA6KRCPBR2Y1B','C99CMPYW93Q9HWP3E',X'e01b32c42bb668a61e1108b7324b39eb');
INSERT INTO named_enquiries VALUES(8,2,'EE631S0M2FWVWYPRZ','C9YSFA3W0PSY8X9N0',X'da14ea4eef59f68f74e1d3e68f38bcb7');
INSERT INTO named_enquiries VALUES(9,0,'E9TTBKQAW8W7B62SF','C0SPX36S589KHBPCW',X'c787c68306a4c2faea5eb211877af37b');
INSERT INTO named_enquiries VALUES(9,1,'E58S9KNG441K9ATCN','CJC4WRJ3KKJ1ANCTM',X'9819c7bf943a96a8c123f446333c6b7c');
INSERT INTO named_enquiries VALUES(10,0,'E5XMXKJRR41HPV4QP','CCZ2FYGGP9JTP2ECM',X'0060dbd3425f3b31bb88dca2e8e76bc8');
INSERT INTO named_enquiries VALUES(10,1,'EKNJWDY7F0FDABDNE','C0000000000000000',NULL);
INSERT INTO named_enquiries VALUES(11,0,'E6HXTCRZ23EBF385E','CR2MMDHKR2VJRP9NN',X'97803a8a660c4e2e70f2d450e7a062d9');
INSERT INTO named_enquiries VALUES(11,1,'EQVRC1RJXKB3A5BZZ','CYE3XGTDX9RQ3KTTK',X'7c9884ee0579cc84672c794c3dee9fc2');
INSERT INTO named_enquiries VALUES(12,0,'EEFRNWQAA4CYSTJEC','CEGCJGSMMXTJ3N6SH',X'879ef6c5da6919fca840fd255948fb0e');
INSERT INTO named_enquiries VALUES(12,1,'E3Q39FJ40JNZ4B1HD','CHJNKYRWR5XX6D9QH',X'd95d165a762327a67b1a8bcdf0fae876');
INSERT INTO named_enquiries VALUES(14,0,'E8KAG75KVXBCXHFQ0','CS1CQRBNNQ188VG4M',X'1dba753817c082fd3cc4008639598800');
INSERT INTO named_enquiries VALUES(14,1,'EKK68P7YDTQKV1D0B','C8QKSAJ4MBY7ETTQD',X'b431df21cd5d3d730e35584473d59a15');
CREATE TABLE answer_keys (
  generation integer not null,
  key blob not null,
  primary key (generation, key)
) without rowid;
INSERT INTO answer_keys VALUES(9579,X'356dc4c31913ca6867d3973bf20167db');
INSERT INTO answer_keys VALUES(9579,X'a064ee9e2ce6e0e68fb591dcc152c8bc');
INSERT INTO answer_keys VALUES(9579,X'd7ba1ca96eff00f3d353354972e4724c');
INSERT INTO answer_keys VALUES(9579,X'ea94823880b4c653eb2046ce59327fff');
INSERT INTO answer_keys VALUES(9580,X'3581e9e58da49cbfaaa302dff4fe76ba');
INSERT INTO answer_keys VALUES(9580,X'7d51094e803c7548d8982645823731b9');
INSERT INTO answer_keys VALUES(9580,X'8a674852d130b24ff4cf2f0d7678f1f3');
INSERT INTO answer_keys VALUES(9580,X'90b3026a802f2600685badfe34c524de');
INSERT INTO answer_keys VALUES(9580,X'9a42a65246f3269134a197897099ca1d');
INSERT INTO answer_keys VALUES(9580,X'a5bd767b321b676e344b1a9b3a82f8a2');
INSERT INTO answer_keys VALUES(9580,X'cb1b4674b1daedc4e22a7cf3424e9050');
INSERT INTO answer_keys VALUES(9580,X'ec9801d74d4227d505a62e1a4a749f91');
CREATE TABLE vault_19166 (item integer not null primary key, sealed blob not null, seal blob);
INSERT INTO vault_19166 VALUES(2097152,X'a24d4806ecae563790733b231a8546f9a09d42ae0315f23a7eed3f03a10d4c582de1125738184f49e4c8e05888ed889b4b2774d67ebdc91b73c276a04aa13513aa127af02000eddd59186eb906c49e4f82a0ece1c5f61a355f3a40ef86c8e367ed13b613a8b0a4c79fcd8224',X'8baac616e7948f89b601285c6be2ec28');
INSERT INTO vault_19166 VALUES(2097153,X'00000111454a454132445158304b52385a3742574b114343515153523133574a4644483156435100000430d068bc40d081322619924284d4bebdaaea267b4ebaafee36d937d1a322b225502b4295246b2107b5a7e8a80502efe09b90a12072538dc406e7b244dd254a983e7977e76b3714e3b923d1843ca47ea39d6be65bfdaa1d177bf099749887577c4696f77a8cab638b5cf594b441d0e0438be68aa7c7df28e1e1f210503607378f5aca37a6dab0257cacdcda2c9447bb612b078ac742e868f01a49b48b1688da04ffa696bc9a7d78bb8b5713cc1e89ce70630ca043a0a351ab9b2d21e2c86c237f565f64fc22f18408d9157a0f0604c74500c914e4dad289a7915834170fbae242b665fb7b47fa1efba08d62dcb5a79ab7b3f7c12f7fb7115fb441893e78537b90ddca782e17f45bc6b3c0ff28169556c63111efd83122ff1aa869e58c7d3f1e78e748282246753e5bb937a13563340c819f929286f7a2e9ec579618df986670bed705bd332e20098601ae3db7252b8c5d65db7eef3855621755165fe457c4ce83960bf2ad9c5eae7f00bb1277a670e82139dcb9e55915d30eda9bfb3c4b3928fb1aa4ebd8b41cf66535691130197a08ea9ccc98fc652c9f2c796fbfc4851be2778e917f7922caa5d114b4a63ce11a9e994b413831619d116087a114785d63a941044420fcc16a53e1062ac21275c6eca8be215b08812ffe090dbcd5a12d9e430565c6360ed639ee9cb8ad8333d1960f6a919465ac8dcdbbe8105c985d0df8fe0c82c23a7e65edfb588b95eeb11ae127106a10c2b5672f26d044bcc7f5286b83ceedf48c8d05e95fa243eeb723d20af7ee28ba3c1eb9b8880e3b78e0a2796c864340e7be1dea46d3b2aaf8af17473296cea4d788e3183e3cdcb322840ca37aecd99d1766cc2260550af92712ae4a7c53997393ac6acd2343157c4fba29b7dee44781c856dbe6bd529e6910fa8f3116ea2f130cfe965d7c38ca5d094f61de834ce1b317f3a1e5d132fa9c1924d1ccda12e368097bf5a49c0dd752905ddc325d1a35c9f36c7808227e88dd43e763896dbc47bca41e38e2b70517ae33416195d926196aad59e86ff6e0846e8150ad76226e4c601258ac3b2803ee490ce844819a04cc122d6b08f091ef1137e89f9f3a2ad377358a3979ddb3906c3948d52fda849b4d38e3971874bd38d829523be0b6ab7cde27a85a34c50b33e8b20b81945f78c22fdfeb77a84802c0d9b308fae3a1515d01238721eadedc253e552624e6b84255afdb0c584b5cce5507bb7ab1986f2897ba2f04c11cc570d12db32a762c33c024f8759f15e30bf5b93e30c8a1b57cde2d96db4c4acee26b771404c0ed92d1235a6b6e00dc808f41f433966604609e582b7fc78e1033a42e0036125d9209ff5a58928f6bc487c62605278a8df5f0886da9ae5093f3a2727712997ca6e2cb1a086b1f0b0ce083d21fef767a771b457f16f17e81a449b2f34d9003912d67e89aeb7a4d4913a327c6a6134e288bfcdb4bd5a4c4410ddb736754f6746bb1a29ac19e5c6f7632d46433ff02a2acbedc66e6853afa0b',X'd0245866dd7cf9b531938f3d27dfaadd');
INSERT INTO vault_19166 VALUES(3145728,X'd949de05f8c177fd21df055b423ff34946d5f251525921e969a8a3341bf0d9254ce30aba5574f747e05949929e0f4bf30a1d4b71575a4420fd828a26d65ff55175dc0ee2586127a6c323031218a0d8aa4f9e406f08cee63f5915f24654162b80e1561698508c1e6b98702688',X'4786486a09459ab745633b069e88f7ee');
INSERT INTO vault_19166 VALUES(3145729,X'000001114550463041474a4351413139323139454b11434b323652364654385351505a56464d3500000430a6d7bad70fcaa3c6048c235d6f24dd332b47cdcce741db35ef28643d87416e27bbcce28789ddf93307608e3f0b7459ca96528ab04ebf2f19c88b0efca067949c2deda81d1135c9c4f07f5409d8d82e170f4eee45d5cdc2c14f185eb93603f205184766c92c633c117b6cac6475954ce718abf0efda5175691ce2d539869e1edde36542be5b6debd22d48588c736644dbfeae411a1a9b735a12875c91cdb216abc423fe36de6b943dbd8f39a52f6f0abb1c6426d902a454151eb745d12db4e93809cba033d32c925f3536578300e69d6c5371f1e71f0cb41dab0921123b4412bc5fc318ba0e7b36f466bf262298f1eb1cfb193ee174da17ec6dc45c481fa00365506f96d6ac06a5e2fed56f4ae03520cc53dea44290fd9984ae22cb4ee69d0004b35f7ee62b9dbedf2e077a09c8cc20914c17ce5862b98ae778a5e6f7185d2b238846f789c940ae9871a4a3122ef9b1baec9eb49d26c1901ed7f01737a1400fcc02bc3ba5e54075e5bd3c51dc3590cfec0af98a33c0285e4409e07aa49749e6252bc5637a5ecd525c1f82349f03889500fcd43d313d2e75a0b51056ec745ce0171e40dab17e01b68aff45769d0d84c749839abfe442a2d7375b50cbe205f75af5b93c41a3e21ea56a97d937f67d3b7fef448983cfa76d1fbd218ece5bf70e9408594f3ab89bc844920c2577ae598fddbec601fdd9d7243396fa8b426b01749940e8f58c586daf05ad8c47e2e766368d8cb7c40d2205ccbf7a27e26772172f1f54e3bbbe9d8c6ab54e57b32017f99ac739b3cf593a595d611cbc849dc651439626b1460c3078b53ff81c805af5498cf83a7f26e05d9424c2cc05c936efa61985d39088a2c2a7446d88e0580ae079899722bff7c11185b6e1a7a66306284de4d34f5546f6bc0ed782a8aeb3edfe5b339a276fa830ce37f6086f491a1924ce7d98799f7adffb99449cf1d1f2e365f7801dac47aa35e5139419edb48dac375c5ed48b9524829d752773a51e83c4aa5b6bb1fc554f56fd267e2eaf40f953eaf6ea93731b480158f2176d6321f31265a9ae7c3df84c9fd7aed3c8ff87bb654ec60abde657ca657687c586034b74e9a209522f756d12b19f0fd6d7b6dde44cf059de74effcc0d4193ad20812e4571c253c0dbf1a9f5754a884abd65c2f8cba9565305d7a9d61c13d4097e9f3667aa96f935259c772ad221761af6a296cdd31567fd4ebacefe9fb4c2819fa04c671186c78c7e01d1665ef5ef6fd160c320b2e95346e7958e0ec9594c7baa0395868a5cff3ad65474452a3cd990ef1583c2df0b6156c0144dadde31a957090e0f89b69755f54c769929519dabbae0abb8a5b3fba1843fd8e20f017c028d1e5c79e20581010311b26f24fbb846c399e3a46e43b22bf58a1a488157e6b5a9635078e4241e2df99ef42258e6457c0335d813444b6551b6f5ce9f67359d2ecfa6e70210908daac990794e78133e70078cd1cd61d9bf81525904a79f62ed819668ea5f5df18f3f5f78700',X'60eab02d764d9f818a802767352db7df');
INSERT INTO vault_19166 VALUES(3145730,X'00010111454b42485644334d52474254585751413611435945584a3642315838524650484d423000000430a723f21a543d81f2dff2f82a5ea5d861aec7d370e13622eff76919148bf7be2dacefb3343986379562e9ccaf3c1afbb60a14d86b434e4eec215ea1f44e1f1dd2cf639605f229bc0b4ef79094e94349913c7291b04279aa979ffa70f8f8726c15cb2f06e83cf594daebe8c4bfaf78f4e1f2101d1590a3df6da27f00d2fcd65e1dd8ec74f3fd4ac0f660d1d8e8e04618ef96fe3aebb7bdd0d459bcf87f21c0a71af4d95d758d1e2418e500739e21473b2aac0af7ba95a9c699a2c895121a062032b2f184fe386c76d7d683faaf239be3863af2b385dd7d8b0a1175551512a0032aa3a78c65b094ff4bdff356105ef3e647504812f221559f73553de8bf4ab050db4c09728c66d22c0d23a4724f190d8bb49e57ee6cb6575867282b775188ab462dc650dac575461b1d38c6deb6419b86e08b25e374011fb44c4402bef627f7c3baab2f1ca7d236f73e6c394535b50ca50a6f53e47999d1073d4c2ef3999d7303ae39186803b7f91f2a278a87242bf11861356e4e5d6dbafc101613d85611ab3f5ad54ed220aa1d5fbcd6d81ddc70ad4fb277c8b85d6d663969d9b1dd8c24e13c5fe3d8b4e694339a6e9984a461f2365b2c7923d3a81555a262b653e3215cff592e1f86ed2ab85fa762e610238c17c2e0f692786c7180d694b2d131f6be805f76d2734b2672587d20d38721026dcddb6169a73b463fd318543d6390823af7689b60785b2d134ee06d4e1e10a35d41570ed89e262b898b360e48add605e0ff1fd77cb04d66690d79bb594a80f217b63103878adfcfc5b76f2aa38abf294f21801467b5438be563c2f68de58e56ac5556ea112e47aa5953c7cddb2ef76f95514ff6e4022c70b04103a8e69b75f2798943bfecaf9704416930125e1c29c6eccde818a0e7613728bfe943ab538e8bd7807990bb2f2302fea8db973d286535c369143a9297b65b3fec4bc98e070c62ab6e315e195a826a90e0d2c04129f90eaeb45afa0daf6ebdd35c25066557d978408ba1110decc00d50570aea899666ac16fad0dd4756cfa3b6bad96c4b913862f3b979d2c7eaf692f46f47c6d78fe874707f014ddbeb07ad4f0e1ac70ade2580db89e49fff044622bc31df23733c3a4d3aa0d6383c5111d3c0049b8ccdd330ad3c5e3c339f2d9e8fc2d814d5f9113d43d05f130ae3f95721509572b515880de10ceac12d8f2c53f1031378931d4494aa27db98fcfa5350ec903ffc953faecd417250e116b26839d3ffddaecd3a91948c46cb2cb36c34af0da4b828beb3036714f6430cd21c3008e731cbd04dfb3fd4106a4913acf73317ad3fd146efb4521f8f65d1cf75884d9728ff8c2aa778be260f65fcb2da6fb89c8d620154025c7c6efac4e115f7d15be32bc448ef355b0e448e84f3a1f7717c587fc682ec036b2f7bdb3e33bfe6baad0fffd552f72f5068659447c4430301db13ee4c752ec10bdf9c7f3185ef00396135c2520c24b9d2244ca85ce4243f042013f896a638417af094cc59e4ecb276',X'85efd324ffee3e9e0f2264f541b6e460');
INSERT INTO vault_19166 VALUES(3145731,X'000201114538525a46583132423938355a46505051114337334153344539545435544d59565350000004305d8cacb5de80ae95a020d4767d5a81554de5473eacaaeda3b2c5090b020ebb2188ad7a7c9933c0d889d65a09188c555eb67291d6b75675f6acb7bcbee05bcd436e6fc148adc0aef366ca451cca85e409fb01d3378e96bb2001b9f452b8161dba97dcd0703022e06153e54102ce6137eb39bedc9908616546ebd5921abb5f6463d48249a2bc4924c6488dc5047843b87acc84070544abbd456112c6e521bd3e5c0124a32d9b46825b3bf9ee3724ec5b6262630c7dd590ff7f277b1ef3b119ff60c099499d019d9734fdbf4877fc72c14e74783b87a82ee286311824687cc2e8f588ebc073df6f800a2606a9b220a35dc0eac6d33bb0f3f2964f5bef7ca7e78bdd6c929f720a6e8b65fae5428a8da76aaf8bf12911babedc3467e56bdfe090a9527bb42be1a7d8fa467e3760c7f60f8f9eaec3731150d824706ad886f4a0b97e71e6cfaf07503a759516500d130370f3da67fdacea4d2ec31033096adb4fc07de2a48be74215cea67c69a2b8d3c6012ccc10d9cdec85178e73cda2f071cb02c87dc42104a589c04223a736f6d8fa82009de43f4b4bd05eced45991bd99718019106905665cf020a8ca604219e1ed63965e9bff2e89ec7d5016d3102533d69472b84ceabe1f4626dc1364b1f6c93e5926b29a61fe1ff3f6aa82b1ada5b89dae96b0ab4d3c39f09af846765f9ed44d924fe85dfafd560a96a5ed6fe26e0cf8a94527d658221ee8db73cebc1d6c01c77fbe9b61114aca7b64df4d313d7632b8fdde5e84cfd8ea3d40cbd48ad040bf6b25fb06d9c9e0cc8aa43be7c45750b18401c0ffd68814efab626a835ebfd329c22b1fae78a46fcf27dc5f0ba1c59fd0f9f32856cf5c4c4170ae4a04484cf0aee33786529385a7c96d993bbeaed47e3793e308f0ecf07b31eaae9a100a75a219f6bfb522f1ed42cbba92b7d68c810ca83ed292bc40d1f7ce6cd157634f97d00526610dfde1b170ad14d799fe3d47ea7554ed42884ee4b9b98ece83fe191a239ca159f6b42ec05f1bd07eaa841ae2e6053538212e6a2b63b0ff3319f298f578f6a33f2d3fd532376e360ce2fbad1c44aaf85051a8c3c6f1b6cb93119af20dd59c26b386ebc42c3eaacb39beda0406de0c304bf59cb9457370addaf81a15e37edef9b4ca2c02e0d7ca734575d514cdc3d4357a66636ec0a493c1392d4166dc4fa286d6cac6563397d9493af6b9e03aa4cd252fe5f9ef88c459dc4f1160f5c8fed441026b5da094afd5505fc6c5bc8714f716703596bc56aabb82f65e7ec2fa13e333732b0bdff44618c910e08e79d577268eec94dfe6ad6fde46d3a3645ddca241cd50282e6c4f2c70673c9d0cad088b5e908c7bbd66bf91afb17233f8a2330af8e3049a4505da1ee766114d2213c2ff8afdf2c8552ffddeaa20c438195a908387fb06d1594244c9b6fca668cde2e7f0fb48c1a7bbf68860bb9ab1622e5f8e983b543f665ca46e3ebce623dcf882af9a7e03a9f98858e941d091746c9a25e9d9eb65a6a82a',X'481f4e60f8b1ba160643b7bc9ad7d6af');
CREATE TABLE vault_19167 (item integer not null primary key, sealed blob not null, seal blob);
INSERT INTO vault_19167 VALUES(6291456,X'ad1311672e1e874e93874d716fe9b033b43e3ea236cb035810908b44e2d75c5ed5f4d0a90796252c9d620fb0a7f0c44cbf1b8156d05b5d00ad3a1bf60ce121910b4721f15a13e4fb982d384cf7f998881d893e2b2bde92373c70fdb9c8c3c5b324c9f2816c790541aab87bb0',X'1517437ac7d8c89af0a721288e14aa8f');
INSERT INTO vault_19167 VALUES(6291457,X'000001114557503251523041534d3459585846473811434832504843423832374b374b36345859000004304be9130d84943bba100831c82b5b4f23041d426a3721642aed84985d2b6e7409784283dbb57a59170074219cae99e5d383a876a0621137454c5fb78a6be0f55b5b52cefbdbe0b397dda4406bbfbf23218a7f3fcca3a57113a71b97361108674dbdb25576243b45ae077602442bd8bd900036b5c3208e59583750baef398ee3f529addf63cbc63dc6fd021a17eb601394bacc1087266692631a5956d74cf55c0952229d25887b5429c07537d9f58cfaa3e713817c122dd6623439273b8f15ffb5412428a6cd19c35ecc454fab3551cf64be8a10a8553957d1129de4f0b52679f4ce427975ab2975e2481a798f7febf507d9c48c6a74dc59092c016b2ff491de5d99580f8890ae98d8ccb45042ad0f3c21dfc8b75251bfc1c48b4dbdeebade6b2f4c0d0cdb18863f815f0665f54aef448e1821bdab7c6a3b951c071b63f92ee31892d7f2d7aa41b0826c92d530e0e878578aa21bfc679f3ac8e8c7796c69baa5b4850b8580fd1ebe8139a50f9b6f8b3298e9302a40bfb456279afae769c97a7e1d223fc5ceec78b3e4d437cb752f13d07c342513a1b0a649ddf08b0c398effbf5bc960a3f523fe28b13435d92217cc595a61c109da05eb090501a00c1b45d989504b9517ad40d60ea2a4a8031c7a8d2e28ba26165e83ba6e503d08c421e705fc311d07bddfa9c4e15fa17528b08647055528cfb1346df45ea4212d914e56bc1799062d2ff4194c841557a7d9926761a083fed7ad1d2b7daff2cf47b4194db2ea6a353380f2ca9810df3331f8f067ff4353b80dd894b45470557164d9ea2ee00bc8f9ee42034e465a52fc0938f49c5c14d1a7bfe17993fadebdaaaba82d97e98a563f4904a0bdc200828d2387a34343a54c7b528a13743044b06ace5f49c98aa5fb6c48aeb447ba8047ef6fdccc1b59655cb190c171c0d21ef154d9c571484e714d7860bbb471878973c4125b45b06d6edaf498ca03a4bc087e3c827d6a2152b55a4d3e39736fa6b336ace90646086fe0c9ef0e3f605ff6760fd4aba577494bee962ccf31fa72a3f4827994d54c0ce368d842eada7e5af26f55b8f84ad4ed2d996fb4307fa7143e849c5e19c090a0990a6ad5d4ecb7e4841272f62e9fd548133f5a5a8fc64dcba55044f74289f29a8829a4755291d97decf79f7f4636f96122d7992fa989479ace817b91793cd51d4a9c6d6de4d70c54cb6c038f97e648f69c20b86c6722787f27befee4398d2111e2ad6eaef3f19388edff02ef3ef18350ffe177960b7454f0ba36a533af8cd987640355e23e663d43632fb22cb0058c39dbc31cf0495b62a9030ce77289ffd4df1485d142980e714aefc30446cac1321f4dd1488d09d5f8b0765fba965a14b26bcc60586a126db26f43da13099527421f25a91baf8a629da9e0ae80ebe59237482b3308470ae8d8a0fb09597d430f7f567cea4b34ee2a47fccd451e473ff3d9b464660fba0f717e65b7c4c1a3cfea75f7d33e19268d0b83af4bb28f7ef82cb17bf66cf7',X'2f14793f89796604a6468e10055cde73');
INSERT INTO vault_19167 VALUES(7340032,X'9e8fb6ad4eea5e4781f787164f75aee7d70409731dca9f27b60c1e22ec422022f0466643dc8b01eb73ff8068b460469536c823ca70765355c7f0b31c01c5f46896a75879860c31bac957e6b42a0253a0c26f7c4043f7e352a48707deeb4bb0176a3f668f89ff79090eb8272a',X'64d1172058e0b007d935ab667b99a7b5');
INSERT INTO vault_19167 VALUES(7340033,X'00000111454e47323947535139455837423848325111435939564b42524856433552313131483200000430c7ecb9573f67e48c4706ad484c79c2f7ab2cc31bdb7c191311c7be4e8e39c435c0db1f62453d5318ae321d822811cf52250b35f902cc4cf6d2a965ed0df738ea7668b9c1ea9554818fa6a6fc942e0c3cb9f5e78176d89c434e3f1cf28b07f0c0d6660f8f71d4d0849f5cf1949264a379d79b1e2f35c1fb1a8ef8e5b1cfc22a1c84dae4d64b468e1f6e8d4bd5796f3f6ddfc6c7884e651d26fcc3d195b3f6196ef6803cf784d9e5fe5551f1be614c23e1d0e1eeb8a880e1a75db7c70ef577d462c1d54a7af438eae04133240048d27b1a4e56d7821cb953555789bb698247c6dc48936298d73c8288561680fac1959d548f6f98aeb2400267172bdea9ba46769d6f4b8b8cbd06f9dfff55f7d0336153d222704cea675ee7c130fcb635cac43c69357e7b1d89ec15066256f34aa482ad8b1947946bc8787968e8e7b647862f852fbb70f1d56400731ae97863c5a7c5416238434c06f1d4b7729ffec12224ef188dd24486528117c594be8233eed07a43f998eecfd095953a0d80f65edd765c24c6b4589a83cb248fd6b3e8daa7cdf122933e8286eb8ec471f7a814acd2b116ac36743d593ee6c2de21031c37773850c554b2a3dd4ad452409a5d1ebcd85c72a101db50b6705ff18ea5d43a9001957fc4e7b94561a3a29c3522f68af5ef325c947ee3ff2e75ea2d433d5f0f5e5721b01e51cb4259228c1a204c9464f6c02c6a7ffb09bc22bb085da5d00f5c29412a859e72cc48c4557bedc5b433e1134a423e77100f01f8a66686b0f7212cf0b46650b4345b16d1ca4e8485e2dacbb757b80b41e5615cee3cae7e613008b14dad69dace6f95f20a03f7cec4735a57f1d5392bf343027b1a3e08757f12f3c47cb033d9c0c3a0a8e71a7a95ad22e4d2c4ec475d0252d95948d074d7cef85963338f0ca17c35c727050410d4b5f798209314245216a3c1596c1de77bdc9c759e587fa42e41080895a11bde8a3429b66b957146e2ccafb2a0f656875e62c0aeebd10ed9d9ff30b89f62869243c3ff214b1952d91ad291d7a4d8ad57ccb15b930a0423c7554be834a7ba70d5059f8d77c5430078fb0b7919621eee5c4269eb3fe518542e3fe53aa70df265aa8dbe5d9a7d6ca64f46717a0eed2c0e83862de2e78748ece2de7bd8d7736979b48410953624779df2ed0affa5f492d36254ebb678fe8b45aae894980ed25ced6a43a236eaa9a2d77ab07c42657f6874aabe1995f8aeb6fd9b268bb84c0f99d329873e97a3f2a1fa7813efdce4da379aad61fc8c0f621e1a2c986266507f8d0a6070a87c9552242d156a0f005fd909128aaadb46fd665c04ba919a87aea4b91794503f8fe299d13726a62f24f52c26e30efe0cdc0d9a029c8c475e66f807fe18ef24037ddf1724c936b4e8a5a2bd4673702472e721a8826eeb6137191fff6c3d30dfae917a2d723ba575bc3724d933625a9c55e1a8b9c2310c9b8df7246ae5d035fe7a591148020fe4cc72258db144a4f980883dbc0d1d6b7c076462',X'634a196d2b5cd520536720abdc2661ea');
INSERT INTO vault_19167 VALUES(8388608,X'da093ca8ca58982684b055af632c726d2112c946a818f026fe8f44fad9db15c21d71a1f765130b50882dd3c395a020f647bfac9d599dba42b76d9d66fedaf66513c7b81e1f98e16f9df6132627fa4e06fb3a3847098010fb7c30cc66f07ae300292009df4b2e7530ef1171d7',X'a5280d9959a6177142b183f619405b92');
INSERT INTO vault_19167 VALUES(8388609,X'000001114558585446373050563430414b5a5030411143574741433735454a485333424148414b0000043088692a2417297845fbc677f22279f206138de0b0d546224c9c51a1b4caef40071bdd578b67dfdd986c4ca6aaf4c63ae451db4ad9f46049aff2f586c53f8572ff6d8ee41c3ada61e5837f8390a56362d5e2bdcb5293757de6e1a079c41caa07420ac7079e6af57b6a59511c1a2d84a27caefd23511cdf5d7a62ffec718a531a678ef3d3e2ce34d331775bb19a613050fcb145d157bbf133b6ac2ff8b77b7748488317ea37213ba2bc07854d181244e2914012f124d2d3e592932f5842bcc3fed96dc11db303e01554519bee3546c0ad118b8c93e84db8246ed90a317c0d6afa60f098a18f9b553af906aa0dabe6f07221efaeef325073ee04b4d1c126861137212a313ec9440a79ac48f50316fe2e4f30b0d83fa9f95510457e3c501294c907f0c2c0a876bca97fc6db3c125b1442dbf6e9584a8f2f0a13d6bfc2dd217a9256dac5ef883d65607503efda586ac69d6aa88019998d2a0ed24eda9f6f580f96ddc997a5cb4c75e21426484eee34ad44c70c7696ec287837afd69e874c27ecf43eefa2d97917730c189b5d587c9c8ace0f1056649ac6d10f721753f90e8d7e2d78887391c13b8bab48dad4bdddf785666b435a68742145a8367ac13d89dfd98385af1a5650ff3113ab23c3b55619881bbc4ec4074b3222ed037fd2c6fc89ee4c1a53815943ee781eb14ce47aacef3949a9385d1ce5f2efc1dd49f24de245f2d3838f9d1e331c84883c9db02476d69598d050f5de30643580ca1f362f2b03e2e4f20e8816666e8f0d0fa18b44bbff44426debfc57855a375a5c24052d7dbbebfc288f3a762e056423f7d1db33eab2780f8f962b7fd8c65e1bfd4fb8adac031731bd88f330de4aa4f6b0f55fbe0f72025687d9116a4784aa25e6ff321e46c422dce652a7ac08f15ac6356c54c0953ace7f3bc3aa52b444e736ddb7c398da94dd5287de16061019d943e1d19ef93e849c82492a8634a93cebf6261c6a05b1b2e1c3492671b655cafd45d8b3947e4e67766df16d4b01294aeadd1966fc62f38740119b4509ac9f423c8b8769fd78d5ed9efcaa2cd82f024c8be9efac8760e61001697ad13aa32abd6828b838d27469a32fcd304bb1197df1eeebe29144c7b66c7e69466c2aeac0c5775c7e7a153bf984d03f45fb4cc745faf97deccd9b669a255d9b685f957904f82aa94659133019e9fe4c53500df167e46476f5423f5a9d1b12cb638ab5fcde014ce880612f4e057fb222be8b175c7f337bf3fd2e0cf3b67ae23a04c32b976e590419be7ad668ccf8f2db67edf7efcdad9cffedd75e77b23b896508dbc4ffac741576c8ae8d798e0fcda5c5508d14f1821f4ecdf8f6a924d506d94aca0906f7ac07eb08e64d73ab80331afdbde3c64651e3386e9c73d4345850931c652fb9c7a174a4574857fac18314d4b47d1e05df1c0db033a903441d670852e08ae245ac3dafca5c15daf02d37830e51efca5dc0f462eaa8799ba4ff718b6625bca3a133bc1e85ab454df6757dad1f3ffc',X'010b8e85e7838e2ac81bcbe5b6291519');
INSERT INTO vault_19167 VALUES(9437184,X'a886cb7cb2cf5352676528a59aa6d85a5cd05f48cf5ee08c8e875b36de5b106276fabe76bc42cc339bfa1f31668c56f1232e7e05b88568464417336acf130dcb7390a800077d5b7343c54b7b884b80a4e3a49fa52ad815fa034af6929807b347663eace1f928e499df38f8c2',X'933377443288b6db253e9311e88e1c55');
INSERT INTO vault_19167 VALUES(9437185,X'0000011145395454424b51415738573742363253461143305350583336533538394b48425043570000043000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',NULL);
INSERT INTO vault_19167 VALUES(10485760,X'c197a667273c60a7c0273b6e7d3cb83aabfa1483f43812fcbabb6659ffeeb84297949facef8c25bebcc0571d90ec276b011ce316bd3981617545aaf44912e4b707ecd24382329bf8332cb0e0c4a9a3ce151683d286e58b72c238190c3dca437c8ecb7d40eb6a3113db3dbe3b',X'83b2feedf95588c0e8161e5a8f0ea905');
INSERT INTO vault_19167 VALUES(10485761,X'000001114535584d584b4a525234314850563451501143435a324659474750394a54503245434d000004306be01ab08e0dfbc675a8848b56349d3f330b4c6905fad33691e5a41d40e218794021181b0f8c28609b9e695c578bd4aa3f98001a7e7bfa7518fd01e4806548d16719132007cf0b068b535040cbde9546879bd1983c7482813724168ae567453c6e65db899a496bb07f6abd4b84eb8fada67b3c3399d85e63411a075fbbe6130b49c624e963e9a8e821be3781ac0f78c336a6105a7e2c0e3b43bce148548993730120b97b620613817c18a6bccac7eb2bba483b74e16391597a56a5e1fae61b3d2816a97fa5d01915e1e258537e4f773b8862d0f35037099afd26bc73b49c1ac26636fad28b6f1f7a3d0abc82dea2c42bab9a2f0239888e0c31a160ee0d9d67a8f30382d1d15b05b310cdc99ef5f475cba20c7552158e909cf5b2af82537f31fd456ef86217b3cd1e3346b23ac31c2c188963f44b1d7c52f55d29ec9c2838a32402e46a52dc469693c7a597f3f13f31c3da3e3799ce66c38c4a4df55837cfda558e0299c7d72d45be37fc99c02c067dd46e2cce05b89c6cd3e0e4910354778906f059560d141697e547cd73f4686b77442cefb0aff8c40263d91b6bf635f647fbd23813b3dc06fd9ef8a32540f5812a0ab2862ed33556bf0150b282c9e9335c291838f3595e2624a5e3f1e32c3fac93507c5d7c3a4e33a808636e78669058bd6921faab1d215bff4d6d512583ca4db5340f90d6086e6aed5e2c3b880d24e7fd3368048533bde26c05a5857e32531b9894a3dc935a9bae1d39a6bb1951b1f0b236363f0d2c3980a569e4927ea67f6fcc8bf3a56f900ab9c13e1dbb58a1a50cc295930d08337223d96889a31eddd1bd5103f91d956bb6090a0dfda3177846f2b770452eb9096be07b53487ac023cafde656cff508e8683890907b2be248076cb8dcc62406f60d6713922710286580caf1054ef64afb9c2872c392ac89ea85c23c96a32195f242d293a78d2cc592b423ec2f480582924da16b3ef821a15a20cb067683cc4273fba39731509b97d96ed7e017d3dc8591c40dd20ae25be931f64ead0ce387d7a4899e805f51849bc4e496001123e43716b00f28f912bd3a9e74dd23719834b0d7d9be8782c8668f6324e2946dba210c7093de797106e14e7792eaf8f8055a41095bf2061de00b7865e293a893786fc64f6c133b2d1eccf454aeeb6cea57035ce8435ac13aa365ff6a84a3cd5a92057551844c96eaec041ac4d04de22ce2734b469ffbb6a974dd6cf5ec4850130e062ee6cd2ed265b21eec5d8153b65563bea9566e22b5c73c27e4a48cdcf210c79cd71cc6b0f882935dcb537b53defed26b36a78a6adf7d1ddddc7a9ef51b351b529d0633e6686e93a9621f923002c2838d0017b3f52d1c9e1dc86b0a179f8b8db4889eb9b3867b4b5dbaf224ca5ae020d2da6d852e843c012ce1ac81291b3eb2c870ebd3b0922079872b3d62d14b628c8831dca6e266a62619f245469cc93ef453e5c168361576a4454f1b01e79d2e95d1faad61671ffbcc3c2c3f77cf4bab',X'e1762372d7a4ed7a0d5bdd3d239538b3');
INSERT INTO vault_19167 VALUES(11534336,X'56b26b5985af0d2d04e684e6a8ed8bd62dc79328ab3e78eebc4c0a6b8457b3ec46753898e199584717cc447a9cc0c4d85b3ef864a5e84cef7471dc9dad15e0883679dcc54d73cc0bd4321657ad73b6648f60750d1bd0a0211b7d74b8e654bb70e180283d93273920b7a09a32',X'f9ec7c33a6e060abac9e358f73dae74e');
INSERT INTO vault_19167 VALUES(11534337,X'00000111453648585443525a323345424633383545114352324d4d44484b5232564a5250394e4e00000430bf9adcc989aad32ac1a38b255975be5ae0edcdfbc28727172f9237aba429d640c848da04065a746d45de8b2f6ba48e727901c49a103f0b70244eb53983921d0105967b4483285fdcd95863fe18516d2c896baf7382f183907d7bf7927e9cf41d46a52b5fd00c2bd187391690d5cb6aa8001ac104a8b5a956ba9e45e6890c83d1b27d1190eeab21e8a4ba79dd15347a3153617ce35f89491e3b480b85bc28c31e164e48a8448bd85856a395bce08012979818b2829a418445577c7774bea1edc7b7cafc465e3323427b65333ffa36fc43ebfc0363b8be8601f41f8d8935d65bef8824d69f56c6cfff305961375ca11c4e51ba6245b3150ae89a8c15dd481056a9a7a65cddcb38f3642f4551da0c7388cdf078bc1b75e168cb7c9048b29f41631de7c3ba93d5202cc60adf3f58b05c34aaddbc1adb4bb29a6db84a2097dfd669ab461fa2ed7dbaaaef0a725a0cec3fe71f4119b5148209eb0b543d829487944cfeb17e3379ff80e7488acdb807ffda3d49a746f5a75677293b2ef057e52878b40c7457e890ee5a93f8a73533112c75ca4c63b71a19e28683db2892e9680ff94d805cbe52236bba4ab72e91897d7314bb93d983bacd5d3fa874fd494581c4c8fe7a7a8c4e56fb31fcd97363304ad61f9413075fc5ee4cc7a875e5a2f33e7980b4985755c446657762033d7e907976a2ed7af1f42eecf1ebd2314323d7bb00b90e87fb97f623f46be5c14679e07c0fa0b45360d9eaa046cffc693168d915b691c504f2dedcb47655828c0933dbcde3c41d365f2f07d34b1607536d260eb37656ed91407ae15f42d3b036fea3622587995c9889ce2f35e6aa610191c5d16ba8482fdbaba35a065449c91b0a326da8e2d5340a35ec20d61ccd90d55c05522abc6b00b7a702117434153dfdb2fa6a10e7a05305b624390d6c923af94aa5440e63e661447ed4a1c560fbfed69c6856cd1443b9e4054d44743ac49658e2ec40cffddf01ff3f62cc299bc63b565f4a67ffc63018937ad1ae9d6e19feae5b54096a42b57f57b5db6bdc3d5df6f9c30c7b35561bdd9f20f0c16fcfd41924f4ba55f00939e8f921ea1a096413ee9286c766a655cd80f776e19a39bd58ed3786b326f96c8ae8380a6fedc54af59cc4ac273f8974ff440255d6c20507dd46527098ceb59829f13d38125ab71bf971b5b41c6cdd75a5704a94f415ed415ebf6d12c6ea7c9888620e9987e2eb8d152f0a946dc0b9a59bf1325496a20685bec6655f05ea5bd5c6bdb6401230193101a4e72bf1e2e86f943f17373d927b78ef122835f837c926852f044ed851dc12ca77f2ee7090c389abaccb6b4ee498f5b8b9ae941afa22b46b714f87a9fd4d6ae4a027ba6e52b95ae11681c602abd44bfe876fba6e4e5ded25075025bb1a769c8960cc87bf3e430f0222f18b54d52e246a8bb42b8e1a71283dddbf69bf56b83ba5fb4506e3cce69209b5d780b9826c1de9688d223faa24137d1378265e75122d957aeeb6fbbcfe0ef94ba5',X'2c96f92872649f02b13ad6ecf2fd3a94');
INSERT INTO vault_19167 VALUES(12582912,X'f94a76b4a2de433a161f701674766d889ca8e8cfe614dad8ed59e33084ccd2008cc843c7ca3bbcda6d55646e4937ad73f33fbdf2164f31fafdba6d2732a7cd62b23299729c6f24f8e53cba1a4b02dc07c2f3cb01ab0c349c913d477ab9920144efbd863e228aedc485e098b6',X'573022805555d29d6b5db7093b167495');
INSERT INTO vault_19167 VALUES(12582913,X'00000111454546524e5751414134435953544a454311434547434a47534d4d58544a334e3653480000043059162575c3dfde84b952f5be63d717d2d1166c0a1cd15f197063d22123c8311d9ff148aa6955eb8963ff8712897862b7610100699b5dace4ef3567a96fdb6e700c1b54a97dbd687426d1f1c0a9df4b7f5c1707ae6896994927ed0369c123654b6ca001f9d6b25a58a211435ab36a826f2cc0b91792963b52eca472fb0f9096c2b92098c6a9f3ab9f9a6db10ee7ec0a38ef161fe71fd6a598f9232c4e6592f896039403e95449a85dccebeb445f28216a60cc0b7b02720a344354e6f4295545281e79d7e0f4388c2a1b066535d9e55e54eea7c11f0e403b109aa72f8348fadb14741df92c4cfaf439238129d3b7e7f53ff0018868f4af1b1c220f824d05505351ef267110f0264072bd45d28365d6ca38bd07dd042b9496d67355dae8cc9e66f70b30ba1632fc1b76800112b025c4879335baba8ea539d76ba7b4440c5e5f29f080266e9561b1e1816607e156fdf1c4519a2445374440dbac2fa7600c8955fc2a675fc4380e6bcc59c55d05587535dee61a9a2ef5807cd7c992305a478a8c64935c9d4977283a8635388a29bbd1bf9f3491b06b46c9b7b5e56cd9a952482a9e895745976d2f4375fb231c1544efa369396323c764ec9fd257357149a187b9aa8e924226e86195953ad0b8f9ce3cc3f7eaf0fd43c2c37330539733d4a64e3e2f3e6fcd2d659d00ab9696554d46dc11804ca0d453c6c18453caa8cbca71f0bd1391ad6c3ac29fe02a0e664606f747282c5392f8193af0b7f33eac4a4d469394a733997d991e0ef2aad771f4de97d493823e74b70b9231df4020b9a187ba3a7becba20bd0aef36325160673355d60537348b38891d9c0c4466ad2d707dcca775ccea1bb3ef5a00e07dde5ad64d1084e68fac687423c0faaa206c401590f9284b7d3372d7161e7e32c2f628219c08602999ceda412337d8b7f488a073a00124fc97c6860ab9f835da46e474de4cfa48cfb8ebe71e817a54a1f3ae37cb89dd4a467e72803383babc2e555406d85f6d2b5aa3727bfabba783f1416da4f186a37a55253d79ef5b25dfec3eacd34a5cb3e57954d9c46fca1174136856dfa5cfd38be5c1691af22d3137676810d61801bc91a62dd18f79a3f5320a79fb893a6e4086d230bb40c1c9c27e0c54f099e00cd05af574b12e975c9fc3f260b993929d25b94dcd351370bc5f49b748daed95dbe2b925325c0498722d3dbd46f27fb8ded612e52549693c5f1b4fd95b0e2f56648f3f15c0e815cc9e94d201a43cdc935ffd34fc5fa371300ba21988721467b33dc5fc84f63cf1c6f0879d7d2f4d52203b406e82535d0579ee37944af6faeece436fc52d09bfca88673c5f2a822664d6d2fbcd51352385336c165d386f7b3a87ae49d440e2caa3394b5eb3999362af1f0404efb98921f09e013b512ffa4ff742e4bc879f96d18bbfd8fbd28a06ec77aeafbed5b543fab3ceec341f8e23c5d0b82231ac3d67bb8cb3fea2aa93d622d9e31131ba2fbd4d203d6dedc4dd3db0fd0446f6319b920d',X'77cdaa225ece8819e90664c89a46f9da');
INSERT INTO vault_19167 VALUES(13631488,X'7bb73e60a2d6f8f3921c2720244b4276bcf48a4edcc1c4270fb69ae4bc89992e6013d9b85dee17f69ae20226297ec0fd1185f5cf6c998787460791984c0fe0b8e62b3285c608c1d245c1f36f4674d136c2bada58488902b379874606353d7f3403329373fccf54fc6d0975f6',X'e75cf35675a7ced68b2e5976124b6828');
INSERT INTO vault_19167 VALUES(13631489,X'0000011145364654594a4a32444b4e585a484b584411434b393141415352465632305831474534000004302967c5c416fef2c0d7ad54732256e2b6cedef56bb0d7c60e193ff26b4918c85e6a3b3ebaa07d672966a669b323804400f887c059b2759333e7d2a8914ba86b2352cf29665994b8f3266563edbf6567b334c580a31a4eab3c5c3e98d4522ce46e82be522977cc991e7fb0e863375498c107a8da38232e66a636c9d9517b5c6f369da1c9723f861d3a671aebe67e689112a10a476d06da258efba30e1a77be760cc1c47d88c4e0bbcea0ac4d9209d658937f1444e5d667db733d4921d815c8fe46684f2a9ac1a1944ad1ca5420817d8ecac6a465c9562a295dcdc3209aa547cc5b77aab91ab83325a0c22d17b50160f3fdfd73429f18c0b54b709238506f1de35c3f6b4ca633c65b8d282fdd20e4fe3f48484db5d64f8f7a46c520521779dddc71c0d7b348e1df696595275c91545dce86f893a957e3adf1b25e1e3a7d3c5581b7fef67e36d4ef772a00d87bcecee187d604d830165aba0e50b99ac05a9e86ef9d23585d9b7dea56d40df0ae90f991050119461660d44282a738d39dabc4f11beb1674b2ec3db45e64a8bc0997850dbc132fc0f33ea4155180560d43ae2a14666cbc62f9b81dbed3a9a3b03b5a0a82d6502058deb1f782bc12f8645f81f327901306ea16a0892de33cf73273fb40acc19d73595a81d20d58ed10455e1b6f15e30448a9faab9298285a36c48b08d030c0ba766c48c25c1659aef70de51e48e40bda80ab18a0e859ece6af7c3c1804baa86143b61e42e2348698e00b2cf379b9403dc7513843fd40a0c783c94040950e8b9baa0fb079a13a3b80fc8a1b9633a124c34fdf5d28da2378ee2eaf7eff33b994c61a7f210da661f991f7cb49fd0225c6add81ef84976d35c9bd235e4f859b090fd68a46b05232ef5d444956038236353675c0e13d26c3d782b8acbd702eb94c4e80f2167fdfa8a783609eb4f92409cf5a0161429076dea5890383cf7a32a374c7f7dac4a2bf1c06b5268142f575596dbc7aca1f496d8da1cd4c97ccfcd18eb14e875a8d1e0f11dcc63772c8cd0a42e61ade4cae351e4385a8b087c9be0327a1c1521dd93bac2c3593c6d528e92f96e3c8b3e4618f1e13ccffb219b2a4ce35ed0e5e0b43910e4cce0f768a1b965bcda2a0ee490d3f2904ebbc1b85f720a59e62f3afa658d8d6c5b3160275e69e5062fecad28f36f8da2f11e1faa2749853e8990adb91f56d91a54e1cc3bca03b9510f4d95f1ea0b8f57d8c48ca4446157715ca756176dbc29eca50cb6e2dd8386ff86190c10790888dfd3c2589aa1e651d404dbb774b14c223cb3a04fc6eede7a525fd866cd8b407a57f15b71f7abecb0518449d9c427ff3f3edfdf2ccc7ccba43ae64a1dcfcd709456df770854b99f7910bb44c1ee0ae019aff81c24e7411b3766a40d54e098c5ac4b6663e0abba54a54d89e31d25f5ed4209e46505dff1f3aff559ee375f9d27c2e909b28523c57af6ce67207bc252b56c5420e87753d4abf33071b000d65040dbee6b7f77a2e90f6ad99d6ba3',X'aa1d99d9d075a902938b7838d55bbf01');
INSERT INTO vault_19167 VALUES(14680064,X'acd30181ee6b926cdaf2145e443dfeaa5166ce219290c6106543a221a6f768f1bc03ff0d041a98dd8235892f1acc52f3d4a8b253a881292335a426157a310726706352bd3d831039d03ed77e63bda0fbaafa9e3aff96dc6c12e85ec81eedbcaedafee89bb50b2938f6e1f048',X'c1ce8748bd7302766d8580762449e3bf');
CREATE INDEX codes_phone on codes (phone_hash, purpose, number);
CREATE INDEX queries_person on queries (person, number);
CREATE INDEX queries_due on queries (due_at) where state in ('accepted', 'collecting');
CREATE INDEX queries_expiry on queries (expires_at) where state = 'reported';
CREATE INDEX outbox_next on outbox (next_at);
CREATE INDEX sandbox_messages_phone on sandbox_messages (phone_hash, number);
CREATE INDEX nonces_until on nonces (until);
CREATE INDEX bank_keys_bank on bank_keys (bank, number);
CREATE INDEX audit_object on audit (object, sequence);
CREATE INDEX revisions_effective on revisions (effective_at, number);
CREATE INDEX audit_reads on audit (at, author) where action = 'read';
CREATE INDEX codes_requester on codes (requester, sent_at);
CREATE INDEX queries_conclude on queries (conclude_at) where conclude_at is not null;
CREATE INDEX presence_checks_phone on presence_checks (phone_hash, at);
CREATE INDEX presence_checks_requester on presence_checks (requester, at);
CREATE UNIQUE INDEX queries_open on queries (person) where state in ('accepted', 'collecting');
CREATE INDEX work_next on work (next_at);
pragma application_id = 1128811329;
pragma user_version = 19;
