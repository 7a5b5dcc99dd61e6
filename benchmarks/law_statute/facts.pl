% Prints the facts of a SARA case, which its file may give by rules, and what SARA's own Prolog comes to.
% Loaded after the case: swipl -g "consult(CASE), consult('facts.pl'), report(Person, Year, Gold), halt".

:- use_module(library(time)).

kinds([american_employer_, attending_classes_, birth_, blindness_, brother_, business_, business_trust_, citizenship_, daughter_,
    death_, deduction_, disability_, educational_institution_, enrollment_, father_, hospital_, incarceration_, income_,
    international_organization_, itemize_deductions_, joint_return_, legal_separation_, marriage_, medical_institution_,
    medical_patient_, migration_, mother_, nonresident_alien_, nurses_training_school_, payment_, penal_institution_, plan_,
    residence_, retirement_, service_, sibling_, sister_, son_, termination_, unemployment_compensation_agreement_]).
roles([agent_, amount_, beneficiary_, destination_, end_, location_, means_, patient_, purpose_, reason_, start_, type_, country_]).

shown(Value) :- number(Value), !, write(Value).
shown(Value) :- format("\"~w\"", [Value]).

found(Template, Goal, List) :- catch(findall(Template, Goal, List), _, List = []).

report(Person, Year, Gold) :-
    kinds(Kinds), roles(Roles),
    findall(Kind-Event, (member(Kind, Kinds), Goal =.. [Kind, Event], found(Event, Goal, L), member(Event, L)), Pairs0),
    sort(Pairs0, Pairs),
    forall(member(Kind-Event, Pairs), (write(Kind), write('('), shown(Event), writeln(').'))),
    findall(Event, member(_-Event, Pairs), Known),
    findall(Event, (member(Role, Roles), Goal =.. [Role, Event, _], found(Event, (Goal, nonvar(Event)), L), member(Event, L)), More),
    found(Place, (location_(Some, Place), nonvar(Some)), Places),
    append([Known, More, Places], All), sort(All, Events),
    forall((member(Event, Events), nonvar(Event), member(Role, Roles)), role(Role, Event, Pairs)),
    forall((gold(Name, Person, Year, Gold), Value = Gold ; answer(Name, Person, Year, Value)), (write('# '), write(Name), write(' '), write(Value), nl)).

role(Role, Event, Pairs) :-
    Goal =.. [Role, Event, Value],
    (   catch(findall(Value, Goal, List), _, fail) -> true
    ;   findall(Value, (member(_-Value, Pairs), catch(Goal, _, fail)), List)  % one that asks for both to be known
    ),
    sort(List, Sorted),
    forall((member(Value, Sorted), nonvar(Value)), (write(Role), write('('), shown(Event), write(','), shown(Value), writeln(').'))).

% The first answer, as the tests of the cases take it.
first(Value, Goal) :- catch(call_with_time_limit(20, once(Goal)), _, fail), nonvar(Value).

% The tax as the test of a case asks for it: whether the gold is one.
gold(tax, P, Y, Gold) :- catch(call_with_time_limit(60, tax(P, Y, Gold)), _, fail), !.
answer(taxable, P, Y, Value) :- first(Value, s63(P, Y, Value)).
answer(gross, P, Y, Value) :- first(Value, gross_income(P, Y, Value)).
answer(exemptions, P, Y, Value) :- first(Value, s151(P, Value, _, _, Y)).
answer(married, P, Y, Value) :- truth(s7703(P, _, _, Y), Value).
answer(s2_a, P, Y, Value) :- truth(s2_a(P, _, Y), Value).
answer(s2_b, P, Y, Value) :- truth(s2_b(P, _, Y), Value).

truth(Goal, Value) :- catch(call_with_time_limit(20, (Goal -> Value = yes ; Value = no)), _, Value = unknown).
