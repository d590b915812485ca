#!/usr/bin/env python3
"""score_merging.py GOLD.jsonl ACCOUNTS.geojson EVENTS.geojson [--json] [--misses N] [--false N]
score_merging.py GOLD.jsonl --clusters CLUSTERS.json [--json] [--misses N] [--false N]

Scores how accounts of one event were joined, against what a reader linked (standard library only).

GOLD      as score_events.py reads it. `same_as` links two accounts of one event; links are followed through (if A is B
          and B is C, A is C). `aggregate_of` names the parts that a total sums up, `part_of` the whole that an account is a
          part of: such accounts are never to be joined, unless they are linked as the same too.
ACCOUNTS  the events of each report before merging, EVENTS the same reports merged: `id` and `aliases` of an event name
          the accounts that it joins, `total_of` the events that its toll sums up. Accounts are matched to gold
          as score_events.py matches events, without regard to what is scored there.
CLUSTERS  the gold accounts themselves, merged: {"clusters": [[gold id, ...], ...], "totals": [[gold id, gold id], ...]}, each
          total with one of its parts, named by any account of either. This isolates merging from reading.

Counted are pairs of gold accounts that were matched: right pairs are joined and linked. Pairs within one report are
counted apart, for a merger of reports does not join them.
"""
import argparse, itertools, json
import score_events as events


def groups(gold):
    """for each gold id the number of its group of accounts of one event"""
    parent = {g['id']: g['id'] for g in gold}

    def root(x):
        while parent[x] != x: x = parent[x]
        return x
    for g in gold:
        for other in listed(g.get('same_as')):
            if other in parent: parent[root(g['id'])] = root(other)
    return {g['id']: root(g['id']) for g in gold}


def listed(value): return [] if value is None else value if isinstance(value, list) else [value]


def unjoinable(gold, group):
    pairs = set()
    for g in gold:
        for other in listed(g.get('aggregate_of')) + listed(g.get('part_of')):
            if other in group and group[other] != group[g['id']]: pairs.add(frozenset((g['id'], other)))
    return pairs


def clusters_of(gold, accounts, merged):
    """the gold ids that each merged event joins, and the pairs of a total and a part"""
    predicted = [p for p in accounts if p['doc'] in {g['doc'] for g in gold}]
    for p in predicted: p.setdefault('id', None)
    matched = {predicted[j]['id']: gold[i]['id'] for i, j in events.match(gold, predicted, False)}
    left = [p for p in predicted if p['id'] not in matched]
    rest = [g for g in gold if g['id'] not in set(matched.values())]
    matched.update({left[j]['id']: rest[i]['id'] for i, j in events.match(rest, left, True)})
    members = {m['id']: [m['id']] + listed(m.get('aliases')) for m in merged}
    named = {k: [matched[x] for x in v if x in matched] for k, v in members.items()}
    totals = [[a, b] for m in merged for part in listed(m.get('total_of'))
              for a in named[m['id']] for b in named.get(part, [])]
    return list(named.values()), totals, len(matched)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('gold'); a.add_argument('accounts', nargs='?'); a.add_argument('events', nargs='?')
    a.add_argument('--clusters'); a.add_argument('--json', action='store_true')
    a.add_argument('--misses', type=int, default=0); a.add_argument('--false', type=int, default=0, dest='wrong')
    o = a.parse_args()
    gold = list(events.read_gold(o.gold)); by = {g['id']: g for g in gold}; group = groups(gold)
    if o.clusters:
        read = json.load(open(o.clusters, encoding='utf-8')); clusters, totals = read['clusters'], read['totals']
        matched = sum(map(len, clusters))
    else:
        clusters, totals, matched = clusters_of(
            gold, list(events.read_predicted(o.accounts)), list(events.read_predicted(o.events)))
    present = sorted({x for c in clusters for x in c})
    joined = {frozenset(p) for c in clusters for p in itertools.combinations(sorted(set(c)), 2)}
    linked = {frozenset(p) for p in itertools.combinations(present, 2) if group[p[0]] == group[p[1]]}
    def across(pair): a, b = pair; return by[a]['doc'] != by[b]['doc']
    inside = [p for p in linked if not across(p)]; linked = {p for p in linked if across(p)}
    same_family = [p for p in linked if len({events.FAMILY.get(by[x]['type'], by[x]['type']) for x in p}) == 1]
    across_joined = {p for p in joined if across(p)}
    right = across_joined & linked
    never = unjoinable(gold, group)
    parts = {(g['id'], other) for g in gold for other in listed(g.get('aggregate_of'))}
    # A total and a part are linked when any accounts of the one event and of the other are.
    def named(total, part): return any(group[a] == group[total] and group[b] == group[part] for a, b in totals)
    precision = len(right) / len(across_joined) if across_joined else 0.0
    recall = len(right) / len(linked) if linked else 0.0
    result = dict(matched=matched, joined=len(across_joined), linked=len(linked), right=len(right),
                  P=round(precision, 3), R=round(recall, 3),
                  linked_of_one_family=len(same_family), linked_in_one_report=len(inside),
                  parts_joined=len(joined & never), totals_named=sum(named(*p) for p in parts), totals=len(parts))
    if o.json: print(json.dumps(result)); return
    print('pairs joined   P %.3f  R %.3f   (right %d, joined %d, linked %d, of one family %d; %d accounts matched)' % (
        precision, recall, len(right), len(across_joined), len(linked), len(same_family), matched))
    print('totals         %d of %d parts named, %d wrongly joined' % (
        result['totals_named'], result['totals'], result['parts_joined']))
    def line(p):
        return ' ~ '.join('%s %s %s %s..%s %s' % (x, by[x]['type'], by[x]['place'], by[x]['date_start'], by[x]['date_end'],
                                                 by[x]['fatalities_low'] or '') for x in sorted(p))
    for p in sorted(linked - across_joined, key=sorted)[:o.misses]: print('  missed', line(p))
    for p in sorted(across_joined - linked, key=sorted)[:o.wrong]: print('  false ', line(p))


if __name__ == '__main__': main()
