package prose

import (
	"sync"

	"github.com/microcosm-cc/bluemonday"
)

// wall is the last judge of what the walk leaves. It is made from the same tables,
// so it finds nothing to do; should the walk err, it holds. What is usual does not
// come here: that is no more than a part of what the wall lets pass.
var wall = sync.OnceValue(func() *bluemonday.Policy {
	policy := bluemonday.NewPolicy()
	for name := range kept {
		policy.AllowElements(name)
		policy.AllowNoAttrs().OnElements(name)
	}
	for name, a := range attributes {
		allow := policy.AllowAttrs(name)
		switch {
		case a.form != nil:
			allow = allow.Matching(a.form)
		case a.url != nil:
			allow = allow.Matching(a.url.form)
		}
		if a.on == nil {
			allow.Globally()
			continue
		}
		for element := range a.on {
			allow.OnElements(element)
		}
	}
	policy.AllowAttrs("src").Matching(pictures.form).OnElements("img")
	return policy
})
