package render

import (
	"reflect"

	"dateline/feed"
	"dateline/feed/value"
)

// clean is e with every string in it fit for XML, whoever made it: encoding/xml
// does not look into CDATA, nor into the content of Atom, which is escaped before; and
// JSON would carry control characters to readers that stumble over them.
func clean(e feed.Edition) feed.Edition {
	if !unfit(reflect.ValueOf(e)) {
		return e
	}
	return cleaned(reflect.ValueOf(e)).Interface().(feed.Edition)
}

// unfit reports whether a string in v needs cleaning: hardly ever, and copying all
// the others costs more than looking.
func unfit(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return value.Clean(v.String()) != v.String()
	case reflect.Pointer:
		return !v.IsNil() && v.Elem().Kind() == reflect.Struct && unfit(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			if unfit(v.Index(i)) {
				return true
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanInterface() && unfit(field) {
				return true
			}
		}
	}
	return false
}

// cleaned copies v deeply, as far as it holds strings.
func cleaned(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.String:
		out.SetString(value.Clean(v.String()))
	case reflect.Pointer:
		if !v.IsNil() && v.Elem().Kind() == reflect.Struct {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(cleaned(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(cleaned(v.Index(i)))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.Field(i).Set(cleaned(v.Field(i)))
			}
		}
	}
	return out
}
