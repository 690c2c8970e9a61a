/** Places of the made-up district that exist only for drills, as a roster's CSV: two courses and a channel of a team that no class is in. */
export function storyDrillRoster(): string {
  const team = '99990000-0000-4000-8000-000000000000';
  return [
    'schoolId,channel,targetId,name,postAs,parentId,audience',
    'pine-hs,google-classroom,690001,Drill room,it@twin-lakes.example,,class',
    'pine-hs,google-classroom,690002,Drill room of staff,it@twin-lakes.example,,staff',
    `pine-hs,teams,19:${team.slice(0, 8)}drill@thread.tacv2,Drill room,notices-1,${team},class`,
    '',
  ].join('\n');
}
