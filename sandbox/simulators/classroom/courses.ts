import { createHash } from 'node:crypto';
import { ClassroomRefusal } from './errors.ts';

/** Google's states of a course; only an ACTIVE one takes announcements. */
export type CourseState = 'ACTIVE' | 'ARCHIVED' | 'PROVISIONED' | 'DECLINED' | 'SUSPENDED';

/** A course to start with. `ownerId` is an e-mail here, and a teacher whether or not `teachers` lists it. */
export type CourseSeed = {
  readonly courseId: string;
  readonly ownerId: string;
  readonly teachers?: readonly string[];
  readonly state?: CourseState;
};

/** Who may do what where. */
export type Courses = {
  /** Adds or replaces a course. */
  put(course: CourseSeed): void;
  setState(courseId: string, state: CourseState): void;
  /** The course is gone for everybody. */
  remove(courseId: string): void;
  /** Whether anybody may be impersonated as this person. */
  knows(email: string): boolean;
  /** Throws NOT_FOUND for a course that does not exist. */
  requireCourse(courseId: string): void;
  /** Throws PERMISSION_DENIED for everybody but a teacher of the course. */
  requireTeacher(courseId: string, email: string): void;
  /** Throws unless the course takes posts; `INACTIVE` says with which error, for Google does not document it. */
  requireActive(courseId: string): void;
};

/** How courses behave that Google does not describe, and whether any course exists. */
export type CourseRules = {
  readonly acceptAnyCourse?: boolean;
  readonly inactiveCourseAnswers?: 400 | 403;
};

type Course = { readonly teachers: ReadonlySet<string>; state: CourseState };

/** The courses of a district. With `acceptAnyCourse` each course exists and everybody teaches it, unless it was put here. */
export function courseBook(seeds: readonly CourseSeed[], rules: CourseRules): Courses {
  const courses = new Map<string, Course>();
  const people = new Set<string>();
  // Of courses that exist without having been put here.
  const states = new Map<string, CourseState>();
  const removed = new Set<string>();
  const book: Courses = {
    put({ courseId, ownerId, teachers = [], state = 'ACTIVE' }) {
      const emails = [ownerId, ...teachers].map((email) => email.toLowerCase());
      for (const email of emails) people.add(email);
      courses.set(courseId, { teachers: new Set(emails), state });
    },
    setState(courseId, state) {
      const course = courses.get(courseId);
      if (course) course.state = state;
      else if (rules.acceptAnyCourse) states.set(courseId, state);
      else throw new RangeError(`Course ${courseId} was never put here: its state cannot be set.`);
    },
    remove: (courseId) => void removed.add(courseId),
    knows: (email) => rules.acceptAnyCourse === true || people.has(email.toLowerCase()),
    requireCourse(courseId) {
      if (!removed.has(courseId) && (courses.has(courseId) || rules.acceptAnyCourse)) return;
      throw new ClassroomRefusal('NOT_FOUND', 'Requested entity was not found.');
    },
    requireTeacher(courseId, email) {
      const course = courses.get(courseId);
      if (course ? course.teachers.has(email.toLowerCase()) : rules.acceptAnyCourse) return;
      throw new ClassroomRefusal('PERMISSION_DENIED', 'The caller does not have permission');
    },
    requireActive(courseId) {
      const state = courses.get(courseId)?.state ?? states.get(courseId) ?? 'ACTIVE';
      if (state === 'ACTIVE') return;
      if (rules.inactiveCourseAnswers === 403) {
        throw new ClassroomRefusal('PERMISSION_DENIED', 'The caller does not have permission');
      }
      throw new ClassroomRefusal(
        'FAILED_PRECONDITION',
        "@CourseNotModifiable The course is in a state that doesn't allow its properties to be modified.",
      );
    },
  };
  for (const seed of seeds) book.put(seed);
  return book;
}

/** A person's numeric Google id, always the same for one e-mail. */
export function userIdOf(email: string): string {
  const digest = createHash('sha256').update(email.toLowerCase()).digest();
  return `1${(digest.readBigUInt64BE() % 10n ** 19n).toString().padStart(19, '0')}`;
}
