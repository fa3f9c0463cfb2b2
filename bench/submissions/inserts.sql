begin;
insert into bench_case select gen_random_uuid(), sha256(random()::text::bytea), sha256(random()::text::bytea), sha256(random()::text::bytea), 'CONCERN','OTHER','{}','{}',null,'ROUTINE','63000030','PRIVATE','tpe','RECEIVED',0,now(),now(),current_date,current_date;
insert into bench_hash select sha256(random()::text::bytea), sha256(random()::text::bytea), gen_random_uuid();
insert into bench_cw select gen_random_uuid(),'tpe',1,decode(repeat('ab',80),'hex');
insert into bench_rw select gen_random_uuid(),1,decode(repeat('ab',88),'hex');
insert into bench_entry select gen_random_uuid(),gen_random_uuid(),'FROM_SENDER',sha256(random()::text::bytea),sha256(random()::text::bytea),decode(repeat('ab',4124),'hex'),now(),true,0;
insert into bench_event select gen_random_uuid(),gen_random_uuid(),'RECEIVED',now();
commit;
