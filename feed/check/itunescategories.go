package check

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"dateline/feed"
	"dateline/feed/markup"
	"dateline/feed/value"
)

// appleCategories are Apple's, as they are since August 2019: a category a line,
// with its sub-categories.
const appleCategories = `
	Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
	Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
	Comedy: Comedy Interviews, Improv, Stand-Up
	Education: Courses, How To, Language Learning, Self-Improvement
	Fiction: Comedy Fiction, Drama, Science Fiction
	Government
	Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
	History
	Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
	Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
	Music: Music Commentary, Music History, Music Interviews
	News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
	Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
	Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, Social Sciences
	Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
	Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
	TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
	Technology
	True Crime`

// formerCategories are those that it replaced: of 2019, and of the first list of
// 2005.
const formerCategories = `
	Arts: Literature
	Arts & Entertainment: Architecture, Books, Design, Entertainment, Games, Performing Arts, Photography, Poetry, Science Fiction
	Audio Blogs
	Business: Business News, Finance, Management & Marketing, Shopping
	Education: Education Technology, Educational Technology, Higher Education, K-12, Language Courses, Training
	Family
	Food
	Games & Hobbies: Automotive, Aviation, Hobbies, Other Games, Video Games
	Government & Organizations: Local, National, Non-Profit, Regional
	Health: Alternative Health, Diet & Nutrition, Fitness, Fitness & Nutrition, Relationships, Self-Help, Sexuality
	International: Australian, Belgian, Brazilian, Canadian, Chinese, Dutch, French, German, Hebrew, Italian, Japanese, Norwegian, Polish, Portuguese, Spanish, Swedish
	Movies & Television
	News & Politics
	Politics
	Public Radio
	Religion & Spirituality: New Age, Other, Philosophy
	Science & Medicine: Medicine, Natural Sciences, Social Sciences
	Society & Culture: History
	Sports & Recreation: Amateur, College & High School, Outdoor, Professional
	Talk Radio
	Technology: Computers, Developers, Gadgets, Information Technology, News, Operating Systems, Podcasting, Smart Phones, Software How-To, Tech News, Text/Speech
	Transportation: Automotive, Aviation, Bicycles, Commuting
	Travel`

// successors are where podcasts of a replaced category are at home now.
const successors = `
	Arts & Entertainment: Arts
	Family: Kids & Family
	Food: Arts
	Games & Hobbies: Leisure
	Government & Organizations: Government
	Health: Health & Fitness
	Movies & Television: TV & Film
	News & Politics: News
	Politics: News
	Science & Medicine: Science
	Sports & Recreation: Sports
	Transportation: Leisure
	Travel: Society & Culture`

// categories gives the sub-categories of each category of a list.
func categories(list string) func() map[string][]string {
	return sync.OnceValue(func() map[string][]string {
		found := map[string][]string{}
		for line := range strings.Lines(strings.TrimSpace(list)) {
			name, subs, has := strings.Cut(strings.TrimSpace(line), ": ")
			found[name] = nil
			if has {
				found[name] = strings.Split(subs, ", ")
			}
		}
		return found
	})
}

var (
	listed = categories(appleCategories)
	former = categories(formerCategories)
	newer  = categories(successors)
)

// isCategory reports whether n is an itunes:category.
func isCategory(n *markup.Node) bool { return n.Space == itunesSpace && n.Name == "category" }

// categoryNames tells how a category is named: by itself, or within another one.
func categoryNames(n *markup.Node) (category, sub string, isSub bool) {
	text, _ := n.Attr("", "text")
	if !isCategory(n.Parent) {
		return text, "", false
	}
	category, _ = n.Parent.Attr("", "text")
	return category, text, true
}

// categoryUnlisted: a category is on Apple's list, letter by letter.
func categoryUnlisted(j *judge, code string, n *markup.Node) {
	if !hasAttr(n, "text") {
		return
	}
	category, sub, isSub := categoryNames(n)
	_, isListed := listed()[category]
	_, isFormer := former()[category]
	subs := slices.Concat(listed()[category], former()[category])
	switch {
	case isSub && isCategory(n.Parent.Parent):
		j.found(code, n, n.At, "%s stands in a category of a category, which has none", value.Quote(sub))
	case !isSub && !isListed && !isFormer:
		j.unlisted(code, n, category, "Apple Podcasts", slices.Sorted(maps.Keys(listed())))
	case isSub && (isListed || isFormer) && !slices.Contains(subs, sub):
		j.unlisted(code, n, sub, category, subs)
	}
}

// unlisted reports a category, and which one is near.
func (j *judge) unlisted(code string, n *markup.Node, name, of string, known []string) {
	meant := feed.DidYouMean(strings.ReplaceAll(name, "&amp;", "&"), known)
	j.found(code, n, n.At, "%s is no category of %s%s", value.Quote(name), of, meant)
}

// categoryReplaced: a category is on today's list.
func categoryReplaced(j *judge, code string, n *markup.Node) {
	category, sub, isSub := categoryNames(n)
	subs, isListed := listed()[category]
	switch {
	case !isSub && !isListed:
		if _, was := former()[category]; was {
			j.found(code, n, n.At, "%s is a category that Apple has replaced%s", value.Quote(category), instead(newer()[category]))
		}
	case isSub && isListed && !slices.Contains(subs, sub) && slices.Contains(former()[category], sub):
		home := homes(sub)
		if home == nil {
			home = subs
		}
		j.found(code, n, n.At, "%s is a category of %s that Apple has replaced%s", value.Quote(sub), category, instead(home))
	}
}

// homes are the categories that have the sub-category now.
func homes(sub string) []string {
	var found []string
	for category, subs := range listed() {
		if slices.Contains(subs, sub) {
			found = append(found, category+" > "+sub)
		}
	}
	slices.Sort(found)
	return found
}

// instead names what a category is replaced by.
func instead(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "; there is now " + strings.Join(names, ", ")
}
