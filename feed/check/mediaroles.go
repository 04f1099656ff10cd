package check

import (
	"strings"

	"dateline/feed/markup"
	"dateline/feed/value"
)

// creditRole: a role is one that the scheme has.
func creditRole(j *judge, code string, n *markup.Node) {
	role, said := n.Attr("", "role")
	scheme := valueOr(n, "scheme", "urn:ebu")
	roles := creditRoles[scheme]
	if role = strings.ToLower(role); said && roles != nil && !roles[role] {
		j.found(code, n, valueAt(n, "role"), "role: %s is no role of %s%s", value.Quote(role), scheme, nearest(role, roles))
	}
}

// creditRoles are the roles of schemes: those of the European Broadcasting Union,
// with those that Media RSS names as examples, and of a site of videos.
var creditRoles = map[string]map[string]bool{
	"urn:ebu": phrases(`
		actor, adaptor, anchor person, animal trainer, animator, announcer, armourer, art director, artist, artist/performer,
		assistant camera, assistant chief lighting technician, assistant director, assistant producer, assistant visual editor,
		author, broadcast assistant, broadcast journalist, camera operator, carpenter, casting, causeur, choreographer,
		cinematographer, clapper loader, commentator, commissioning broadcaster, composer, computer programmer, conductor,
		consultant, continuity checker, correspondent, costume designer, dancer, dialogue coach, director,
		director of photography, distribution company, draughtsman, dresser, dubber, editor, editor/producer (news),
		editor-in-chief, editor-of-the-day, ensemble, executive producer, expert, fight director, floor manager, focus puller,
		foley artist, foley editor, foley mixer, graphic assistant, graphic designer, graphic operator, grip, hairdresser,
		illustrator, interviewed guest, interviewer, key character, key grip, key talents, leadman, librettist,
		lighting director, lighting technician, location manager, lyricist, make up artist, manufacturer, matte artist,
		music arranger, music group, musician, news reader, orchestra, participant, performer, photographer, post,
		post production editor, presenter, producer, production accountant, production company, production department,
		production manager, production secretary, programme production researcher, property manager, publishing company,
		puppeteer, pyrotechnician, reporter, rigger, runner, scenario, scenic operative, script supervisor,
		second assistant camera, second assistant director, second unit director, set designer, set dresser, sign language,
		singer, sound designer, sound mixer, sound recordist, special effects, stunts, subtitles, technical director, term,
		translation, transportation manager, treatment/programme proposal, vision mixer, visual editor, visual effects,
		vocalist, wardrobe, witness`),
	"urn:yvs": phrases("owner, uploader"),
}

// phrases is the set of what stands between the commas of s.
func phrases(s string) map[string]bool {
	set := map[string]bool{}
	for phrase := range strings.SplitSeq(s, ",") {
		set[strings.TrimSpace(phrase)] = true
	}
	return set
}
